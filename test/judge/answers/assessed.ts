import { answerSpec, type AnswerSpec } from '../../../src/judge/answers/answer-spec';
import {
  assessAnswers,
  type AnswersAssessment,
} from '../../../src/judge/answers/answers-assessment';
import type { AnswersGate } from '../../../src/judge/answers/answers-gate';
import { emptyTally, type AnswersTally } from '../../../src/judge/answers/answers-tally';
import type { Look } from '../../../src/judge/verdict';
import { end, gateOf } from './story';

const spec = answerSpec({ form: { kind: 'opaque' } });

export interface Share {
  readonly n: number;
  readonly x: number;
}

/** Counts of answers of one shape in these periods, or as many periods as a pass needs. */
function tallyOf(shares: Share | readonly Share[]): AnswersTally {
  const tally = emptyTally();
  const periods = 'n' in shares ? Array.from({ length: 10 }, () => shares) : shares;
  for (const [index, { n, x }] of periods.entries()) {
    tally.periods.kept[String(index).padStart(12, '0')] = { n, x };
    tally.compared.n += n;
    tally.compared.x += x;
  }
  const { n } = tally.compared;
  tally.records.candidate = tally.records.stable = tally.pairing.pairs = n;
  if (n > 0) tally.shapes.kept['$ object'] = { candidate: n, stable: n };
  return tally;
}

export interface Asked {
  readonly gate?: Partial<AnswersGate>;
  readonly spec?: Partial<AnswerSpec>;
  readonly change?: (tally: AnswersTally) => void;
  readonly look?: Look;
}

/** What the judge makes of these counts at the end of the window, or at another look. */
export function assessed(
  shares: Share | readonly Share[],
  { gate, spec: part, change, look = end }: Asked = {},
): AnswersAssessment {
  const tally = tallyOf(shares);
  change?.(tally);
  return assessAnswers({ ...gateOf({ ...spec, ...part }), ...gate }, tally, look);
}

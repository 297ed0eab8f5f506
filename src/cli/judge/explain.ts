import { answersExplanation } from '../../judge/record/answers-explanation';
import { explanationOf, type Explanation } from '../../judge/record/explanation';
import { firstDifference } from '../../judge/record/first-difference';
import { exitCodes } from '../../release/outcome';
import type { Context } from '../context';
import { jsonText, plain, plainDeep } from '../output/plain';
import { readEvidence } from './evidence-files';
import { judgeAgain } from './judge-again';

/** `slipway judge explain`: each record of an evidence file in plain sentences. */
export async function explain(context: Context, name: string): Promise<number> {
  const { terminal, flags, style, say } = context;
  const { records } = await readEvidence(terminal, name);
  const explanations = records.map(({ written, record }) => {
    const again = judgeAgain(record);
    if (firstDifference(written, again))
      say(
        `✖ ${plain(record.gate.id)}: the record is not what its readings lead to (slipway judge replay shows where); what they lead to is told.`,
      );
    return again.schema === 'slipway.answers/1' ? answersExplanation(again) : explanationOf(again);
  });
  if (flags.output !== 'text')
    terminal.out(`${jsonText(explanations, flags.output === 'json' ? 2 : undefined)}\n`);
  else terminal.out(`${explanations.map((one) => textOf(plainDeep(one), style)).join('\n\n')}\n`);
  return exitCodes.ok;
}

function textOf(told: Explanation, style: Context['style']): string {
  return [
    style.bold(`${told.gate}: ${told.verdict}`),
    `What was tested.  ${told.tested}`,
    `What was seen.    ${told.seen}`,
    `Why.              ${told.why}`,
    `What would have changed it.  ${told.change}`,
    `What other rules would have said.  ${told.others}`,
  ]
    .map(plain)
    .join('\n');
}

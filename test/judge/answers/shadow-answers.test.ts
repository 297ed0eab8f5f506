import { answerReader, type AnswerReader } from '../../../src/judge/answers/answer';
import { answerSpec, type AnswerSpec } from '../../../src/judge/answers/answer-spec';
import { answersReport } from '../../../src/judge/answers/answers-report';
import { answersReportText } from '../../../src/judge/answers/answers-report-text';
import {
  noAnswers,
  settleAnswers,
  takeLine,
  type ShadowAnswers,
} from '../../../src/judge/answers/shadow-answers';
import { canonical } from '../../../src/release/canonical';
import type { Arm } from '../../../src/judge/observation';
import { captureLine, end, gateOf, labels, minute, noon } from './story';

function readerOf(spec: AnswerSpec): AnswerReader {
  const made = answerReader(spec);
  if ('faults' in made) throw new Error(made.faults.join());
  return made.read;
}

interface Request {
  readonly id: string;
  readonly at: number;
  readonly input: { readonly country: string; readonly gender: string };
}

const requests: Request[] = Array.from({ length: 1_200 }, (_, index) => ({
  id: `r-${index}`,
  at: noon + Math.floor(index / 40) * minute,
  input: { country: index % 4 === 0 ? 'BR' : 'DE', gender: index % 2 === 0 ? 'f' : 'm' },
}));

/** A tenth is fraud; the candidate finds fraud in one more answer out of 300. */
const answerOf = (arm: Arm, index: number) => {
  const fraud = index % 10 === 0 || (arm === 'candidate' && index % 300 === 1);
  return { label: fraud ? 'fraud' : 'good', score: fraud ? 0.9 : 0.1 };
};

const lines = (arm: Arm): string[] =>
  requests.map(({ id, at, input }, index) =>
    captureLine({ id, at, input, output: answerOf(arm, index) }),
  );

const take = (state: ShadowAnswers, arm: Arm, some: readonly string[]): ShadowAnswers => {
  for (const line of some) takeLine(state, readerOf(labels), arm, line);
  return state;
};

test('from lines of capture files to a verdict', () => {
  const state = noAnswers();
  take(state, 'candidate', [...lines('candidate'), '{"torn":', '', ' ']);
  take(state, 'stable', lines('stable'));
  settleAnswers(state, labels, Infinity);

  const { verdict } = answersReport(gateOf(labels), state.tally, end);

  expect(verdict).toMatchObject({ result: 'pass', candidate: { n: 1_200, x: 4 } });
  expect(state.tally.refused).toEqual({ candidate: { 'not-json': 1 }, stable: {} });
  expect(state.tally.records).toEqual({ candidate: 1_201, stable: 1_200 });
});

test('files may be taken in any order, and kept as JSON in between', () => {
  const [candidate, stable] = [lines('candidate'), lines('stable')];
  const one = take(noAnswers(), 'candidate', candidate);
  take(one, 'stable', stable);
  settleAnswers(one, labels, noon + 20 * minute);
  settleAnswers(one, labels, Infinity);

  const begun = take(noAnswers(), 'stable', [...stable].reverse().slice(0, 700));
  take(begun, 'candidate', candidate.slice(300));
  const other = JSON.parse(JSON.stringify(begun)) as ShadowAnswers;
  take(other, 'candidate', candidate.slice(0, 300).reverse());
  take(other, 'stable', [...stable].reverse().slice(700));
  settleAnswers(other, labels, Infinity);

  expect(canonical(other.tally)).toBe(canonical(one.tally));
});

test('pairs that were compared wait for their labels, those that still wait for each other do not', () => {
  const state = noAnswers(true);
  take(state, 'candidate', lines('candidate').slice(0, 41));
  take(state, 'stable', lines('stable').slice(0, 41));

  settleAnswers(state, labels, noon + 4 * minute);

  expect(Object.keys(state.awaiting!.pairs)).toHaveLength(40);
  expect(state.awaiting!.pairs['r-0']).toEqual(['fraud', 'fraud']);
  expect(state.awaiting!.pairs['r-1']).toEqual(['fraud', 'good']);
  expect(Object.keys(state.waiting.ids)).toEqual(['r-40']);
});

test('the report says all of it in short tables, and nothing of any payload', () => {
  const state = take(take(noAnswers(), 'candidate', lines('candidate')), 'stable', lines('stable'));
  settleAnswers(state, labels, Infinity);

  const text = answersReportText(answersReport(gateOf(labels), state.tally, end));

  expect(text).toMatch(/^\*\*pass\*\* 1196 of 1200 pairs of answers agree/);
  expect(text).toContain("pairs: 1200; disagreements: label 4; Cohen's kappa: 0.982");
  expect(text).toContain('| good | fraud | 4 |');
  expect(text).toContain('| pairs beyond the tolerance | 0.333 % |');
  expect(text).toMatch(/\| country = BR \| 300 \| 100 % \| 100 % \| unremarkable \|/);
  expect(text).toMatch(
    /\| gender = m \| 600 \| 0\.667 % \| 0 % \| \+0\.67 \(\S+ to \S+\) points \|/,
  );
  expect(text).toContain('| r-301 | 2026-01-05T12:07:00.000Z | label |');
  expect(text).not.toMatch(/NaN|undefined|"country"/);
});

test('labels from outside cannot break a table', () => {
  const spec = answerSpec({ form: { kind: 'classification', label: { path: '$' } } });
  const state = noAnswers();
  for (const [arm, said] of [
    ['candidate', 'a|b\n# c'],
    ['stable', 'x'],
  ] as const)
    takeLine(state, readerOf(spec), arm, captureLine({ id: 'r-1', output: JSON.stringify(said) }));
  settleAnswers(state, spec, Infinity);

  const text = answersReportText(answersReport(gateOf(spec), state.tally, end));

  expect(text).toContain('| x | a\\|b # c | 1 |');
});

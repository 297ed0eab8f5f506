import fc from 'fast-check';
import { alarm, isAlarm } from '../../src/judge/record/rules/alarm';
import { argo } from '../../bench/peers/argo';
import { flagger } from '../../bench/peers/flagger';
import { guardrail } from '../../src/judge/record/rules/guardrail';
import { likelihoodRatio } from '../../bench/peers/likelihood-ratio';
import { rankTest } from '../../src/judge/record/rules/rank-test';
import { rules } from '../../bench/peers/rules';
import type { Minute, Rule, Series } from '../../src/judge/record/rules/series';
import { anyPeriod } from '../../bench/peers/threshold';
import { evaluateRule } from '../../src/sandbox/cloudwatch/alarm-rule';

const limit = 0.001;

/** `.` a good period, `x` a bad one, `-` without a point. */
function bake(text: string): Series {
  const stable = { n: 5_700, x: 1 };
  return [...text].map((letter): Minute => {
    if (letter === '-') return { stable };
    return { candidate: { n: 300, x: letter === 'x' ? 3 : 0 }, stable };
  });
}

test.each<[rule: Rule, series: string, at: number | undefined]>([
  [anyPeriod, '...x', 4],
  [anyPeriod, '.-.-', undefined],
  [alarm(2, 3), 'x..x.x', 6],
  [alarm(2, 3), 'x..x..', undefined],
  [alarm(3, 5), 'xx...x', undefined],
  [alarm(3, 5), 'x.x.x.', 5],
  // Real points first: the older one counts where newer ones are missing.
  [alarm(2, 2), '.x-x', 4],
  // Too few points, all bad, the oldest two periods old.
  [alarm(2, 3), 'x-', 2],
  [guardrail, '..x', 3],
  [guardrail, '----', undefined],
  [argo, '..x', 3],
  [argo, '.----.', undefined],
  [argo, '.-----', 6],
  [flagger, 'x.x.x.x.x.', 10],
  [flagger, 'x.x.x.x.', undefined],
  [flagger, '------', 6],
  [likelihoodRatio, '........', undefined],
  [likelihoodRatio, 'xxxx', 2],
  [rankTest, '..........', undefined],
  [rankTest, 'xxxxxxxxxx', 10],
  [rankTest, '----------', undefined],
])('%j ends as published', (rule, series, at) => {
  const ending = rule.end(bake(series), limit);

  expect(ending.rolledBackAt).toBe(at);
  if (at !== undefined) expect(ending.promoted).toBe(false);
});

test('five failed checks do not promote, though the bake ends before the next one', () => {
  expect(flagger.end(bake('xxxxx'), limit)).toEqual({ promoted: false });
});

test('an alarm is one where the sandbox’s CloudWatch says so', () => {
  const points = fc.array(fc.constantFrom('.', 'x', '-'), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 5 }), fc.nat(4), (letters, periods, fewer) => {
      const datapoints = Math.max(1, periods - fewer);
      const series = bake(letters.join(''));
      const from = series.length - periods - 2;
      const range = Array.from({ length: periods + 2 }, (_, index) => {
        const counts = series[from + index]?.candidate;
        return { at: index, value: counts && counts.x / counts.n };
      });
      const rule = {
        comparison: 'GreaterThanThreshold',
        threshold: limit,
        evaluationPeriods: periods,
        datapointsToAlarm: datapoints,
        treatMissingData: 'missing',
      } as const;

      const index = series.length - 1;
      expect(isAlarm(series, { datapoints, periods, limit, index })).toBe(
        evaluateRule(rule, range).state === 'ALARM',
      );
    }),
  );
});

test('each rule says where it is published', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { source } of rules) expect(source.length).toBeGreaterThan(30);
});

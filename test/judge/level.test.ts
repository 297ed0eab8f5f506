import type { LevelGate } from '../../src/judge/gate';
import type { Context, Window } from '../../src/judge/observation';
import { judgeWindow, metricService, type MetricService } from './metric-service';
import { minute, noon } from './story';

const cpu: LevelGate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  minimum: { requests: 0, periods: 10 },
  alpha: 0.001,
};
const absolute: LevelGate = { ...cpu, max: 80 };
const relative: LevelGate = { ...cpu, increase: 0.2 };
const periods = 20;
const window: Window = {
  start: new Date(noon).toISOString(),
  end: new Date(noon + periods * minute).toISOString(),
  period: 60,
};
const both: Context = { stableServes: true, exceedance: 'counts' };
const alone: Context = { stableServes: false, exceedance: 'counts' };

type Level = (period: number) => number | undefined;

function service(candidate: Level, stable: Level = () => undefined): MetricService {
  const metrics = metricService(noon + (periods + 5) * minute);
  for (let period = 0; period < periods; period += 1) {
    const at = noon + period * minute;
    const [c, s] = [candidate(period), stable(period)];
    if (c !== undefined) metrics.publish('candidate', 'CPUUtilization', at, [c]);
    if (s !== undefined) metrics.publish('stable', 'CPUUtilization', at, [s]);
  }
  return metrics;
}

test.each<[string, LevelGate, Level, Level, Context, string, string]>([
  ['under the limit', absolute, () => 40, () => 40, both, 'pass', 'within-limit'],
  ['over it all the time', absolute, () => 90, () => 40, both, 'fail', 'level-outside-limit'],
  [
    'over it in one period of four',
    absolute,
    (p) => (p % 4 === 0 ? 90 : 40),
    () => 40,
    both,
    'pass',
    'within-limit',
  ],
  [
    'over it every other period',
    absolute,
    (p) => (p % 2 === 0 ? 90 : 40),
    () => 40,
    both,
    'inconclusive',
    'above-limit-not-proven',
  ],
  ['never published', absolute, () => undefined, () => 40, both, 'inconclusive', 'no-traffic'],
  [
    'published in half of the periods',
    absolute,
    (p) => (p % 2 ? 40 : undefined),
    () => 40,
    both,
    'inconclusive',
    'missing-data',
  ],
  ['as the stable', relative, () => 60, () => 58, both, 'pass', 'within-limit'],
  ['half more than the stable', relative, () => 60, () => 40, both, 'fail', 'level-outside-limit'],
  [
    'with no stable to compare with',
    relative,
    () => 60,
    () => undefined,
    alone,
    'inconclusive',
    'no-comparator',
  ],
])('a level %s', (_title, gate, candidate, stable, context, result, reason) => {
  const judged = judgeWindow(service(candidate, stable), gate, { window, context });

  expect(judged.verdict).toMatchObject({ result, reason });
  expect(judged.verdict.sentence).toMatch(/^[A-Z].*\.$/);
});

test('at least: a value that a team publishes must not fall', () => {
  const conversion: LevelGate = { ...cpu, id: 'conversion', min: 50 };

  const low = judgeWindow(
    service(() => 30),
    conversion,
    { window, context: both },
  );
  const high = judgeWindow(
    service(() => 70),
    conversion,
    { window, context: both },
  );

  expect(low.verdict).toMatchObject({ result: 'fail', limit: 50, value: 30 });
  expect(high.verdict).toMatchObject({ result: 'pass', limit: 50, value: 70 });
});

test('a level below zero may be as much above the stable as one above zero', () => {
  const drift = { ...relative, id: 'drift' };
  const judged = (candidate: number) =>
    judgeWindow(
      service(
        () => candidate,
        () => -10,
      ),
      drift,
      { window, context: both },
    ).verdict;

  expect(judged(-9)).toMatchObject({ result: 'pass', limit: -8 });
  expect(judged(-7)).toMatchObject({ result: 'fail', limit: -8 });
});

test('where the stable is gone the limit of its last good window stands', () => {
  const before = judgeWindow(
    service(
      () => 44,
      () => 40,
    ),
    relative,
    { window, context: both },
  );
  const frozen = before.verdict.comparator!;

  const judged = judgeWindow(
    service(() => 60),
    relative,
    { window, context: { ...alone, frozen } },
  );

  expect(frozen).toMatchObject({ kind: 'concurrent', threshold: 48, unit: 'metric' });
  expect(judged.verdict).toMatchObject({ result: 'fail', limit: 48 });
  expect(judged.verdict.sentence).toContain("frozen from the stable's last good window");
});

import type { WindowForecast } from '../../src/judge/planner/forecast';
import type { GateForecast } from '../../src/judge/planner/gate-forecast';
import type { Traffic } from '../../src/judge/planner/traffic';
import { forecastLines } from '../../src/release/forecast-line';
import { forecastRefusals } from '../../src/release/forecast-refusals';
import { plannedWindows } from '../../src/release/planned-windows';
import { dayLongSpec, samplePlan } from '../support/sample-plan';

const week = { basis: 'hours', requestsPerSecond: 10, seenSeconds: 7 * 7200 } as const;
const errors: GateForecast = {
  gate: '5xx',
  counted: 900,
  needed: 736,
  periods: 30,
  periodsNeeded: 10,
  comparison: 'needless',
  healthy: 0.0001,
  chance: 0.914,
  chanceExtended: 0.989,
  found80: 0.00991,
  found95: 0.0137,
};
const step: WindowForecast = {
  window: 'step 1',
  percent: 5,
  seconds: 1800,
  requests: 900,
  chance: 0.914,
  chanceExtended: 0.989,
  gates: [errors],
};
const hopeless = (gate: Partial<GateForecast>, change: Partial<WindowForecast> = {}) => ({
  ...step,
  chance: 0,
  chanceExtended: 0.12,
  gates: [errors, { ...errors, chanceExtended: 0.12, ...gate }],
  proposal: {},
  ...change,
});
const refused = (
  windows: readonly WindowForecast[],
  traffic: Traffic = week,
  acceptInconclusive?: boolean,
) =>
  forecastRefusals(
    { ...(acceptInconclusive !== undefined && { acceptInconclusive }) },
    {
      traffic,
      windows,
    },
  ).map(({ sentence }) => sentence);

describe('lines of the plan', () => {
  it('say what a window proves', () => {
    expect(forecastLines({ traffic: week, windows: [step] })).toEqual([
      'on 10 requests/s (nine of ten hours had more, of 14h at the planned time of day)',
      'step 1, 5 %, 30m: about 900 requests; a healthy candidate passes with 91 %, with 98 % if it is extended; 0.99 % errors are found with 80 %',
    ]);
  });

  it('say where it cannot conclude, and where little is known', () => {
    const recent: Traffic = { ...week, basis: 'recent', seenSeconds: 50 };

    expect(forecastLines({ traffic: recent, windows: [hopeless({})] })).toEqual([
      'on 10 requests/s (from the last 50s alone, no whole hour is known)',
      'step 1, 5 %, 30m: about 900 requests; a healthy candidate passes with 0 %, with 12 % if it is extended; 0.99 % errors are found with 80 %; cannot conclude',
    ]);
    expect(forecastLines({ traffic: { basis: 'unknown' }, windows: [] })).toEqual([
      expect.stringContaining('unknown') as string,
    ]);
  });
});

describe('refusals', () => {
  it('name what lacks and what would help', () => {
    const proposal = {
      seconds: 13_020,
      percent: 37,
      periodSeconds: 10,
      limit: { gate: '5xx', max: 0.005 },
    };

    expect(refused([step, hopeless({ counted: 90 }, { requests: 90, proposal })])).toEqual([
      'step 1 (5 % for 30m) cannot conclude: a healthy candidate passes with a chance of 12 %, needed are 50 %. About 90 requests are expected; check 5xx needs 736 without a bad one and sees 90. Bake for 3h37m or longer, or give it a share of 37 % or more, or publish and judge metrics every 10 s (metrics.period), or set max of check 5xx to 0.5 %, or consent with acceptInconclusive: true.',
    ]);
  });

  it.each<[Partial<GateForecast>, string]>([
    [{ comparison: 'none' }, 'check 5xx has nothing to compare with'],
    [{ periods: 4 }, 'check 5xx sees 4 whole periods of the 10 that it needs'],
    [{ healthy: 0.003 }, 'the stable has 0.3 % bad ones by check 5xx'],
    [{ healthy: 0.0005, assumed: true }, 'a candidate at half its limit has 0.05 % bad ones'],
  ])('%j is the reason', (gate, reason) => {
    expect(refused([hopeless(gate)])[0]).toContain(`; ${reason}`);
  });

  it('are not made without whole hours of traffic, or where the spec accepts them', () => {
    expect(refused([hopeless({})], { ...week, basis: 'recent' })).toEqual([]);
    expect(refused([], { basis: 'unknown' })).toEqual([]);
    expect(refused([hopeless({})], week, true)).toEqual([]);
    expect(refused([hopeless({})], week, false)).toHaveLength(1);
  });
});

it('every judged window is foreseen, in the order of the release', () => {
  const plan = samplePlan(dayLongSpec);
  const windows = plannedWindows(plan);

  expect(windows.map(({ title }) => title)).toEqual([
    ...(plan.shadow ? ['shadow'] : []),
    ...plan.steps.map(({ index }) => `step ${index}`),
    'watch',
    'final configuration',
  ]);
  expect(plannedWindows({ ...plan, finish: 'keep-both' }).at(-1)?.title).toBe('watch');
});

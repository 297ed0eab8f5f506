import type { Gate } from '../../../src/judge/gate';
import { forecastWindows, type WindowForecast } from '../../../src/judge/planner/forecast';
import type { Outlook, PlannedWindow } from '../../../src/judge/planner/planned-window';
import { fiveHundreds, fourHundreds, tail as slow } from '../story';

const tail: Gate = { ...slow, minimum: { requests: 300, periods: 10 } };
const cpu: Gate = {
  kind: 'level',
  id: 'CPUUtilization',
  metric: 'CPUUtilization',
  stat: 'Average',
  max: 320,
  minimum: { requests: 0, periods: 1 },
  alpha: 0.001,
};
const windowOf = (change: Partial<PlannedWindow> = {}): PlannedWindow => ({
  title: 'step 1',
  percent: 5,
  mirrored: false,
  seconds: 1800,
  afterChange: true,
  ...change,
});
const outlook = (requestsPerSecond: number, change: Partial<Outlook> = {}): Outlook => ({
  requestsPerSecond,
  periodSeconds: 60,
  extend: true,
  presentShares: { '5xx': 0.0005, p99: 0.004, '4xx': 0.02 },
  ...change,
});
const forecast = (
  gates: readonly Gate[],
  rps: number,
  [window, change]: [Partial<PlannedWindow>?, Partial<Outlook>?] = [],
): WindowForecast => forecastWindows(gates, [windowOf(window)], outlook(rps, change))[0]!;

// Chances and shares from the simulation of 10,000 bakes in the handbook of statistics, section 5; the exact bound
// of a look needs fewer requests with one to three bad ones than the bound there.
it.each([
  [10, 0.0001, 0.91, 1],
  [10, 0.0005, 0.63, 0.82],
  [100, 0.0005, 0.97, 1],
])('%d requests/s, a candidate with %d bad: passes with %d', (rps, share, chance, extended) => {
  const seen = forecast([fiveHundreds], rps, [{}, { presentShares: { '5xx': share } }]);

  expect(seen.chance).toBeCloseTo(chance, 1);
  expect(seen.chanceExtended).toBeCloseTo(extended, 1);
  expect(seen.proposal).toBeUndefined();
});

it.each([
  [10, 0.01, 0.0137],
  [100, 0.003, 0.0035],
])('%d requests/s × 5 % × 30 min find %d of bad requests with 80 %%', (rps, found80, found95) => {
  const [gate] = forecast([fiveHundreds], rps).gates;

  expect(gate!.found80! / found80).toBeGreaterThan(0.93);
  expect(gate!.found80! / found80).toBeLessThan(1.07);
  expect(gate!.found95! / found95).toBeGreaterThan(0.9);
  expect(gate!.found95! / found95).toBeLessThan(1.1);
});

it('says what 90 requests cannot show, and what would help', () => {
  const seen = forecast([fiveHundreds, tail], 1);

  expect(seen).toMatchObject({ requests: 90, chance: 0, chanceExtended: 0 });
  expect(seen.gates[0]).toMatchObject({ counted: 90, needed: 736, earliestPassSeconds: 14_720 });
  const { seconds = 0, percent = 0 } = seen.proposal ?? {};
  expect(seconds).toBeGreaterThan(7200);
  expect(percent).toBeGreaterThan(20);
  for (const change of [{ seconds }, { percent }]) {
    const helped = forecast([fiveHundreds, tail], 1, [change]);
    expect(helped.chanceExtended).toBeGreaterThanOrEqual(0.8);
    expect(helped.proposal).toBeUndefined();
  }
});

it('a stable that breaks the limit itself makes a pass unlikely; a wider limit is proposed', () => {
  const bad: Partial<Outlook> = { presentShares: { '5xx': 0.003 } };
  const seen = forecast([fiveHundreds], 100, [{}, bad]);

  expect(seen.chanceExtended).toBeLessThan(0.01);
  expect(seen.proposal?.limit).toEqual({ gate: '5xx', max: 0.005 });
});

it('too few periods: finer metrics are proposed', () => {
  const seen = forecast([fiveHundreds], 100, [{ seconds: 240 }, { extend: false }]);

  expect(seen.gates[0]).toMatchObject({ periods: 4, periodsNeeded: 10, chance: 0 });
  expect(seen.proposal).toMatchObject({ periodSeconds: 10 });
});

it('latency is compared with the stable, then a frozen limit, then history, else not at all', () => {
  const step = windowOf({ percent: 50 });
  const full = windowOf({ title: 'step 2', percent: 100 });
  const compared = (windows: readonly PlannedWindow[], rps: number) =>
    forecastWindows([tail], windows, outlook(rps)).map(({ gates }) => gates[0]!.comparison);

  expect(compared([step, full], 10)).toEqual(['concurrent', 'frozen']);
  expect(compared([full, full], 10)).toEqual(['history', 'frozen']);
  expect(compared([full], 0.1)).toEqual(['none']);
  expect(forecast([tail], 0.1).chanceExtended).toBe(0);
});

it('4XX are judged against what the stable’s clients cause', () => {
  const [gate] = forecast([fourHundreds], 100).gates;

  expect(gate!.chance).toBeGreaterThan(0.99);
  expect(gate!.found80).toBeGreaterThan(0.03);
  expect(gate!.found80).toBeLessThan(0.05);
  expect(forecast([fourHundreds], 0.1).gates[0]).toMatchObject({ comparison: 'none', chance: 0 });
});

it('a level counts minutes, whatever the traffic', () => {
  const chances = [300, 600].map((seconds) => {
    const [gate] = forecast([cpu], 0, [{ seconds }, { periodSeconds: 10, extend: false }]).gates;
    return gate!.chance;
  });

  expect(chances).toEqual([0, 1]);
});

it('half of what a gate allows stands for an unknown share, and that is said', () => {
  const [gate] = forecast([fiveHundreds], 100, [{}, { presentShares: {} }]).gates;

  expect(gate).toMatchObject({ healthy: 0.0005, assumed: true });
});

it('says the same each time', () => {
  expect(forecast([fiveHundreds, tail], 10)).toEqual(forecast([fiveHundreds, tail], 10));
});

it.each([0, NaN, Infinity, -1, 1e12])(
  '%d requests/s break nothing and promise no more than 1',
  (rps) => {
    const seen = forecast([fiveHundreds, tail, cpu], rps);

    for (const { chance } of [seen, ...seen.gates]) {
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
    }
    if (!(rps > 0 && rps < Infinity)) expect(seen.gates[0]!.chance).toBe(0);
  },
);

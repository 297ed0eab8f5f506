import { gateForecast, type Judged } from '../../../src/judge/planner/gate-forecast';
import type { Outlook, PlannedWindow } from '../../../src/judge/planner/planned-window';
import { fiveHundreds, fourHundreds, tail } from '../story';
import { cpu, outlook, step } from './story';

const of = (
  gate: Judged,
  window: Partial<PlannedWindow>,
  expected: Outlook,
  frozen = false,
): object => gateForecast(gate, { ...step, ...window }, expected, frozen);

describe('a level', () => {
  // Six periods without one outside are the fewest that show that most are within: 2^-6 is under 2.5 %.
  const five = { seconds: 300 };

  test('counts the minutes that a window holds for certain, four of five', () => {
    const fine = { periodSeconds: 10 };

    expect(of(cpu, five, outlook(0, { ...fine, extend: false }))).toEqual({
      gate: 'cpu',
      counted: 4,
      needed: 6,
      periods: 4,
      periodsNeeded: 6,
      comparison: 'needless',
      healthy: 0,
      assumed: true,
      chance: 0,
      earliestPassSeconds: 450,
    });
    // Nine minutes in the extension, none of them outside: 2^-9 is under 1.25 %, and with one outside 10 times that is not.
    expect(of(cpu, five, outlook(0, { ...fine, presentShares: { cpu: 0.1 } }))).toEqual({
      gate: 'cpu',
      counted: 4,
      needed: 6,
      periods: 4,
      periodsNeeded: 6,
      comparison: 'needless',
      healthy: 0.1,
      chance: 0,
      chanceExtended: Number((0.9 ** 9).toPrecision(4)),
      earliestPassSeconds: 450,
    });
  });

  test('beside a stable that is not there has no chance, beside a frozen limit it has', () => {
    const beside = { ...cpu, increase: 0.2, minimum: { requests: 0, periods: 8 } };

    expect(of(beside, { seconds: 600 }, outlook(0))).toMatchObject({
      comparison: 'none',
      chance: 0,
      chanceExtended: 0,
    });
    expect(of(beside, { seconds: 600 }, outlook(0))).not.toHaveProperty('earliestPassSeconds');
    expect(of(beside, { seconds: 600 }, outlook(0), true)).toMatchObject({
      comparison: 'frozen',
      periodsNeeded: 8,
      chance: 1,
      earliestPassSeconds: 480,
    });
  });
});

describe('a latency', () => {
  test('counts the requests of the periods after the warm-up', () => {
    // 900 requests in 30 periods, of which 28 are judged; 300 of them are needed: 1800 × 300 / 840 s.
    expect(of(tail, {}, outlook(10, { presentShares: { p99: 0 } }))).toEqual({
      gate: 'p99',
      counted: 840,
      needed: 300,
      periods: 28,
      periodsNeeded: 2,
      comparison: 'concurrent',
      healthy: 0,
      chance: 1,
      chanceExtended: 1,
      earliestPassSeconds: 643,
    });
    expect(of(tail, { afterChange: false }, outlook(10))).toMatchObject({
      counted: 900,
      periods: 30,
      // Half of one of a hundred.
      healthy: 0.005,
      assumed: true,
      earliestPassSeconds: 600,
    });
  });

  test('may pass as late as its periods allow', () => {
    const patient = { ...tail, minimum: { requests: 300, periods: 20 } };

    expect(of(patient, { afterChange: false }, outlook(100))).toMatchObject({
      periodsNeeded: 20,
      earliestPassSeconds: 1200,
    });
  });
});

describe('a count', () => {
  test('of which nothing arrives promises and finds nothing', () => {
    expect(of(fiveHundreds, {}, outlook(0, { extend: false }))).toEqual({
      gate: '5xx',
      counted: 0,
      needed: 736,
      periods: 30,
      periodsNeeded: 10,
      comparison: 'needless',
      healthy: 0.0005,
      assumed: true,
      chance: 0,
    });
    expect(of(fiveHundreds, { seconds: 50 }, outlook(10, { extend: false }))).toMatchObject({
      counted: 0,
      periods: 0,
    });
  });

  test('may find a dead candidate with 80 %, and not with 95 %', () => {
    // 3.7 requests in the one period: two or more of them with 88 %.
    const window = { seconds: 60, percent: 100 };
    const found = of(fiveHundreds, window, outlook(3.7 / 60, { presentShares: { '5xx': 0 } }));

    expect(found).toMatchObject({ counted: 4, periods: 1, healthy: 0, chance: 0 });
    expect(found).toHaveProperty('found80');
    expect(found).not.toHaveProperty('found95');
    // 60 s × 736 requests / 3.7.
    expect(found).toHaveProperty('earliestPassSeconds', 11_936);
  });

  test.each([
    [0, 0, undefined],
    [1, 1, undefined],
    [-0.01, 0.0005, true],
    [1.01, 0.0005, true],
    [NaN, 0.0005, true],
  ])('with a share of %d now: %d is healthy, assumed: %s', (share, healthy, assumed) => {
    const seen = of(fiveHundreds, { seconds: 60 }, outlook(1, { presentShares: { '5xx': share } }));

    expect(seen).toMatchObject({ healthy });
    expect((seen as { assumed?: true }).assumed).toBe(assumed);
  });

  test('of 4XX is held against the stable’s present share', () => {
    const present = { presentShares: { '4xx': 0.02 } };
    const forecastOf = (percent: number, rate: number, frozen: boolean) =>
      gateForecast(
        fourHundreds,
        { ...step, seconds: 600, percent },
        outlook(rate, present),
        frozen,
      );
    const [beside, alone, none] = [
      forecastOf(5, 100, false),
      forecastOf(100, 5, true),
      forecastOf(100, 5, false),
    ];

    // 2 % now, 1 % more are allowed, for a pass 5 % more: 60 of 3000 requests are no matter.
    expect(beside).toMatchObject({ comparison: 'concurrent', healthy: 0.02, counted: 3000 });
    expect(alone).toMatchObject({ comparison: 'frozen', healthy: 0.02, counted: 3000 });
    expect(Math.min(beside.chance, alone.chance)).toBeGreaterThan(0.999);
    // Three times the stable's share is found beside it within ten minutes, alone it takes more.
    expect(beside.found80).toBeGreaterThan(0.045);
    expect(beside.found95).toBeLessThan(0.07);
    expect(alone.found80).toBeGreaterThan(0.07);
    expect(alone.found95).toBeLessThan(0.09);
    expect(none).toMatchObject({ comparison: 'none', chance: 0 });
    expect(none).not.toHaveProperty('found80');
  });
});

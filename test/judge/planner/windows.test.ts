import type { Gate } from '../../../src/judge/gate';
import { forecastWindows } from '../../../src/judge/planner/forecast';
import type { Judged } from '../../../src/judge/planner/gate-forecast';
import type { PlannedWindow } from '../../../src/judge/planner/planned-window';
import { tail } from '../story';
import { cpu, outlook, step } from './story';

describe('windows in their order', () => {
  // Without simulations: of levels and latencies nothing is searched for.
  const byLimit: Judged = {
    kind: 'latency',
    id: 'slow',
    metric: 'ModelLatency',
    quantile: 0.99,
    max: 120_000,
    minimum: { requests: 300, periods: 10 },
    alpha: 0.001,
  };
  const gates = [byLimit, cpu];
  const base = { ...step, seconds: 960 };

  test('are each forecast by what they are themselves', () => {
    const windows: PlannedWindow[] = [
      base,
      { ...base, percent: 50 },
      { ...base, percent: 50, mirrored: true },
      { ...base, seconds: 720 },
      { ...base, afterChange: false },
      { ...base, title: 'again' },
    ];
    const expected = outlook(4, { presentShares: { slow: 0.004 } });

    const together = forecastWindows(gates, windows, expected);
    expect(together).toEqual(windows.flatMap((each) => forecastWindows(gates, [each], expected)));
    expect(new Set(together.map(({ gates: [first] }) => JSON.stringify(first))).size).toBe(4);
  });

  test('say their length, their share and their requests', () => {
    const split: Gate = { kind: 'split', id: 'split', metric: 'Invocations' };
    const [seen] = forecastWindows([split, ...gates], [{ ...base, percent: 50 }], outlook(10));

    expect(seen).toMatchObject({ window: 'step 1', percent: 50, seconds: 960, requests: 4800 });
    expect(seen!.gates.map(({ gate }) => gate)).toEqual(['slow', 'cpu']);
    expect(seen).not.toHaveProperty('proposal');
  });

  test('have the chance that all gates pass, in four digits', () => {
    const shares = { presentShares: { cpu: 0.01, cpu2: 0.02 }, extend: false };
    const two = [
      { ...cpu, minimum: { requests: 0, periods: 6 } },
      { ...cpu, id: 'cpu2', minimum: { requests: 0, periods: 6 } },
    ];
    const [seen] = forecastWindows(two, [{ ...base, seconds: 360 }], outlook(0, shares));

    // Six minutes, none of them outside.
    const product = Number((0.99 ** 6).toPrecision(4)) * Number((0.98 ** 6).toPrecision(4));
    expect(seen!.chance).toBe(Number(product.toPrecision(4)));
    expect(seen).not.toHaveProperty('chanceExtended');
  });

  test('freeze a limit for those after them, never for themselves', () => {
    const full = { ...base, percent: 100 };
    const compared = (windows: PlannedWindow[], rate: number) =>
      forecastWindows(
        [tail, { ...cpu, increase: 0.2 }],
        windows,
        outlook(rate, { extend: false }),
      ).map((each) => each.gates.map(({ comparison }) => comparison));

    expect(compared([full, base, full], 1)).toEqual([
      ['history', 'none'],
      ['concurrent', 'concurrent'],
      ['frozen', 'frozen'],
    ]);
    expect(compared([full, full], 0.1)).toEqual([
      ['none', 'none'],
      ['none', 'none'],
    ]);
  });

  test('propose what helps where the chance is under a half', () => {
    // Six minutes without one outside, each inside with this chance.
    const proposal = (chance: number) =>
      forecastWindows(
        [cpu],
        [{ ...base, seconds: 360 }],
        outlook(0, { extend: false, presentShares: { cpu: 1 - chance ** (1 / 6) } }),
      )[0]!.proposal;

    expect(proposal(0.51)).toBeUndefined();
    expect(proposal(0.49)).toHaveProperty('seconds');
  });

  test.each<Partial<PlannedWindow>>([
    { percent: 0 },
    { percent: -5 },
    { percent: 100.1 },
    { percent: NaN },
    { seconds: -1 },
    { seconds: Infinity },
    { seconds: 1e300 },
  ])('of %j hold nothing', (change) => {
    const [seen] = forecastWindows([byLimit], [{ ...base, ...change }], outlook(10));

    expect(seen).toMatchObject({ requests: 0, chance: 0, chanceExtended: 0 });
  });

  test.each([-1, NaN, Infinity, 2 ** 54])('%d requests/s are none', (rate) => {
    const [seen] = forecastWindows([byLimit], [base], outlook(rate));

    expect(seen).toMatchObject({ requests: 0, chance: 0, chanceExtended: 0 });
  });
});

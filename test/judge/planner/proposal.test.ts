import type { Judged } from '../../../src/judge/planner/gate-forecast';
import type { Outlook, PlannedWindow } from '../../../src/judge/planner/planned-window';
import { aimedChance, proposalOf } from '../../../src/judge/planner/proposal';
import { chanceOfWindow } from '../../../src/judge/planner/window-chance';
import type { RatioGate } from '../../../src/judge/gate';
import { fiveHundreds, fourHundreds, tail } from '../story';
import { outlook as outlookOf, step } from './story';

const outlook: typeof outlookOf = (requestsPerSecond, change) =>
  outlookOf(requestsPerSecond, { presentShares: { '5xx': 0.0005 }, ...change });
const none: ReadonlySet<string> = new Set();
const proposed = (
  window: Partial<PlannedWindow>,
  expected: Outlook,
  gates: Judged[] = [fiveHundreds],
) => proposalOf(gates, { ...step, ...window }, expected, none);
const chanceIn = (window: Partial<PlannedWindow>, expected: Outlook) =>
  chanceOfWindow([fiveHundreds], { ...step, ...window }, expected, none);

test.each([true, false])('the shortest bake that helps is proposed, extended: %s', (extend) => {
  const slow = outlook(1, { extend });
  const { seconds = 0 } = proposed({}, slow);

  expect(seconds % 60).toBe(0);
  expect(chanceIn({ seconds }, slow)).toBeGreaterThanOrEqual(aimedChance);
  expect(chanceIn({ seconds: seconds - 60 }, slow)).toBeLessThan(aimedChance);
});

test('the smallest share that helps is proposed', () => {
  const slow = outlook(1);
  const { percent = 0 } = proposed({}, slow);

  expect(chanceIn({ percent }, slow)).toBeGreaterThanOrEqual(aimedChance);
  expect(chanceIn({ percent: percent - 1 }, slow)).toBeLessThan(aimedChance);
});

test('no share is proposed to a mirrored window, which has all the traffic', () => {
  expect(proposed({}, outlook(1))).toHaveProperty('percent');
  expect(proposed({ mirrored: true }, outlook(1))).not.toHaveProperty('percent');
});

test('a share is proposed up to 99 %, which leaves the stable something to be compared with', () => {
  const present = outlook(20, { extend: false, presentShares: { '4xx': 0.02 } });
  const percentFor = (percent: number) => proposed({ percent }, present, [fourHundreds]).percent;

  expect([98.5, 99, 99.5, 100].map(percentFor)).toEqual([99, 99, undefined, undefined]);
});

test('a month is the longest bake', () => {
  // A pass needs 736 requests without an error at one look, and the bake is not extended.
  const sure = (rate: number) =>
    proposed({ percent: 100 }, outlook(rate, { extend: false, presentShares: { '5xx': 0 } }));

  expect(sure(900 / (30 * 86_400))).toHaveProperty('seconds');
  expect(sure(700 / (30 * 86_400))).not.toHaveProperty('seconds');
  const days = (count: number) =>
    proposed({ seconds: count * 86_400 }, outlook(1, { extend: false })).seconds;
  expect([29, 30, 31].map(days)).toEqual([29 * 86_400, 30 * 86_400, undefined]);
});

test.each<[period: number, seconds: number, finer: number | undefined]>([
  // Ten periods are needed.
  [20, 100, 10],
  [11, 100, 10],
  [10, 90, undefined],
  [10, 100, undefined],
  [60, 90, undefined],
])('periods of %d s in %d s: %s', (periodSeconds, seconds, finer) => {
  const fast = outlook(1000, { periodSeconds, extend: false });

  expect(proposed({ seconds }, fast).periodSeconds).toBe(finer);
});

test.each<[gate: Partial<RatioGate>, present: number, max: number | undefined]>([
  // The next of the factors 2, 3, 5, 10, 20, 50 and 100 above what there is, with room for chance.
  [{}, 0.0019, 0.003],
  [{}, 0.003, 0.005],
  [{}, 0.009, 0.01],
  [{}, 0.015, 0.02],
  [{}, 0.04, 0.05],
  [{}, 0.09, 0.1],
  [{}, 0.11, undefined],
  // Nobody wants a limit above a half.
  [{ limit: 0.05, passLimit: 0.25 }, 0.4, 0.5],
  [{ limit: 0.06, passLimit: 0.3 }, 0.4, undefined],
])('a limit changed by %j, %d bad: a limit of %s is proposed', (change, present, max) => {
  const bad = outlook(200, { extend: false, presentShares: { '5xx': present } });
  const limit = max === undefined ? undefined : { gate: '5xx', max };

  expect(proposed({}, bad, [{ ...fiveHundreds, ...change }]).limit).toEqual(limit);
});

test('a wider limit is proposed for the one gate in the way, and of a count', () => {
  const other: RatioGate = { ...fiveHundreds, id: 'other' };
  const shares = (one: number, two: number) =>
    outlook(200, { extend: false, presentShares: { '5xx': one, other: two } });

  expect(proposed({}, shares(0.0005, 0.003), [fiveHundreds, other]).limit).toEqual({
    gate: 'other',
    max: 0.005,
  });
  expect(proposed({}, shares(0.003, 0.003), [fiveHundreds, other])).toEqual({});
  // A chance of 84 % for the one gate is enough beside another that passes for certain.
  expect(proposed({}, shares(0.0017, 0), [fiveHundreds, other]).limit).toEqual({
    gate: '5xx',
    max: 0.002,
  });
  expect(
    proposed({}, outlook(100, { extend: false, presentShares: { p99: 0.02 } }), [tail]),
  ).toEqual({});
});

test('a wider limit asks for fewer requests, as the plan reckons them', () => {
  // 90 requests, 180 in the extended bake; the plan asks for 736. Of ten times the limit the pass limit is 5 %, which
  // 86 requests without an error prove at the second look (ln 0.0125 / ln 0.95); of five times it would take 174.
  const thin = outlook(1, { presentShares: { '5xx': 0 } });

  expect(proposed({}, thin).limit).toEqual({ gate: '5xx', max: 0.01 });
});

test('a wider limit is no help where periods are too few', () => {
  const bad = outlook(200, { extend: false, presentShares: { '5xx': 0.003 } });

  expect(proposed({ seconds: 600 }, bad).limit).toEqual({ gate: '5xx', max: 0.005 });
  expect(proposed({ seconds: 540 }, bad)).not.toHaveProperty('limit');
});

test('without traffic nothing helps', () => {
  expect(proposed({}, outlook(0))).toEqual({});
});

test('the chance of a window is that of all gates, and a frozen limit serves', () => {
  const other: RatioGate = { ...fiveHundreds, id: 'other' };
  const both = outlook(10, { presentShares: { '5xx': 0.0005, other: 0.0008 } });
  const of = (...gates: Judged[]) => chanceOfWindow(gates, step, both, none);

  expect(of()).toBe(1);
  expect(of(fiveHundreds, other)).toBeCloseTo(of(fiveHundreds) * of(other), 12);
  const full = { ...step, percent: 100, seconds: 600 };
  const compared = outlook(0.4, { presentShares: { p99: 0.001 } });
  expect(chanceOfWindow([tail], full, compared, none)).toBe(0);
  expect(chanceOfWindow([tail], full, compared, new Set(['p99']))).toBeGreaterThan(0);
});

import type { Gate, LatencyGate, RatioGate } from '../../src/judge/gate';
import { inputFault, readingsFault } from '../../src/judge/input-fault';
import type { Observations } from '../../src/judge/observation';
import { bake, count, fiveHundreds, repeat, tail } from './story';

const sound = bake(repeat(30, count(100), count(1_900)));
const ratio = (more: Partial<RatioGate>): Gate => ({ ...fiveHundreds, ...more });
const latency = (more: Partial<LatencyGate>): Gate => ({ ...tail, ...more });
const requests = (n: number, x: number, most?: number) =>
  bake([[{ n, x, ...(most !== undefined && { most }) }, count(5)]]);
const micros = (candidateMicros?: number, stableMicros?: number): Observations => ({
  ...sound,
  ...(candidateMicros !== undefined && { candidateMicros }),
  ...(stableMicros !== undefined && { stableMicros }),
});

test.each<[what: string, gate: Gate, seen: Observations, fault: RegExp]>([
  ['all of the error budget', ratio({ alpha: 1 }), sound, /alpha is 1,/],
  ['no number of a budget', ratio({ alpha: NaN }), sound, /alpha is NaN/],
  ['fewer than no requests', ratio({ minimum: { requests: -1, periods: 0 } }), sound, /-1 requ/],
  ['fewer than no periods', ratio({ minimum: { requests: 0, periods: -1 } }), sound, /-1 per/],
  ['a limit below none', ratio({ limit: -0.01 }), sound, /the limit is -0.01/],
  ['a limit above all', ratio({ limit: 1.01, passLimit: 1.01 }), sound, /the limit is 1.01/],
  ['a pass limit above all', ratio({ passLimit: 1.01 }), sound, /limit of a pass is 1.01/],
  ['the smallest value of all', latency({ quantile: 0 }), sound, /quantile is 0/],
  ['the largest value of all', latency({ quantile: 1 }), sound, /quantile is 1/],
  ['one and a half periods', fiveHundreds, { ...sound, expectedPeriods: 30.5 }, /30.5 periods/],
  ['fewer than no periods due', fiveHundreds, { ...bake([]), expectedPeriods: -1 }, /-1 periods/],
  ['one period too many', fiveHundreds, { ...sound, expectedPeriods: 29 }, /30 periods were obs/],
  ['infinitely many bad ones', fiveHundreds, requests(5, Infinity), /Infinity bad of 5/],
  ['one bad one too many', fiveHundreds, requests(5, 6.1), /more bad ones/],
  ['one more than is exact', fiveHundreds, requests(2 ** 53, 0), /counted exactly/],
  ['a bracket above all', tail, requests(5, 2, 6.1), /2 to 6.1 bad of 5/],
  ['a stable that cannot be', fiveHundreds, bake([[count(5), count(5, 7)]]), /7 bad of 5/],
  ['both slow by a unit', latency({ max: 100 }), micros(1e5, 1e5), /in another unit/],
  ['both fast by a unit', latency({ max: 1e5 }), micros(100, 100), /in another unit/],
])('%s is named', (_, gate, seen, fault) => {
  expect(inputFault(gate, seen)).toMatch(fault);
});

test('a period without an end is named', () => {
  const periods = sound.periods.map((period) => ({ ...period, seconds: Infinity }));

  expect(inputFault(fiveHundreds, { ...sound, periods })).toMatch(/has Infinity s/);
});

test.each<[what: string, gate: Gate, seen: Observations]>([
  ['a limit of none', ratio({ limit: 0, passLimit: 0 }), sound],
  ['a limit of all', ratio({ limit: 1, passLimit: 1 }), sound],
  ['a pass limit at the limit', ratio({ passLimit: fiveHundreds.limit }), sound],
  ['no minimum', ratio({ minimum: { requests: 0, periods: 0 } }), sound],
  ['no periods', fiveHundreds, { ...bake([]), expectedPeriods: 0 }],
  ['more periods due than seen', fiveHundreds, { ...sound, expectedPeriods: 31 }],
  ['nobody’s requests', fiveHundreds, requests(0, 0)],
  ['all bad', fiveHundreds, requests(5, 5)],
  ['as many as are exact', fiveHundreds, requests(2 ** 53 - 1, 0)],
  ['a bracket of one number', tail, requests(5, 3, 3)],
  ['a bracket up to all', tail, requests(5, 0, 5)],
  ['nearly a unit slower', latency({ max: 100 }), micros(99_999, 1e5)],
  ['nearly a unit faster', latency({ max: 1e5 }), micros(100, 101)],
  ['one slow and one fast arm', latency({ max: 1000 }), micros(1e6, 1)],
  ['one arm without answers', latency({ max: 100 }), micros(1e5)],
  ['the other without answers', latency({ max: 100 }), micros(undefined, 1e5)],
  ['no absolute limit', tail, micros(1e9, 1e9)],
])('%s is sound', (_, gate, seen) => {
  expect(inputFault(gate, seen)).toBeUndefined();
});

test('periods may follow each other at once, and may leave gaps', () => {
  const [first, second] = sound.periods;
  const gap = { ...second!, start: sound.periods[7]!.start };

  expect(inputFault(fiveHundreds, { ...sound, periods: [first!, second!] })).toBeUndefined();
  expect(inputFault(fiveHundreds, { ...sound, periods: [first!, gap] })).toBeUndefined();
});

test('a window may begin where it ends, and must have both', () => {
  const { window } = sound;
  const none = { ...bake([]), expectedPeriods: 0 };

  expect(inputFault(fiveHundreds, { ...none, window: { ...window, end: window.start } })).toBe(
    undefined,
  );
  expect(inputFault(fiveHundreds, { ...none, window: { ...window, end: 'later' } })).toMatch(
    /the window goes from .* to later/,
  );
});

test('what was found wrong before is told as it is', () => {
  expect(inputFault(fiveHundreds, { ...sound, fault: 'the clock stood' })).toBe('the clock stood');
});

test('two readings may have points at one time, one reading may not', () => {
  const at = sound.window.start;
  const points = [{ at, value: 1 }];

  expect(readingsFault([])).toBeUndefined();
  expect(
    readingsFault([
      { id: 'a', points },
      { id: 'b', points },
    ]),
  ).toBeUndefined();
  expect(readingsFault([{ id: 'a', points: [...points, ...points] }])).toBe(
    `a has two values for ${at}`,
  );
  expect(readingsFault([{ id: 'a', points: [{ at, value: Infinity }] }])).toBe(
    `a is Infinity at ${at}`,
  );
});

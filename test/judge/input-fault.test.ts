import type { Carried } from '../../src/judge/carried';
import type { Gate, LevelGate, SplitGate } from '../../src/judge/gate';
import { verdict } from '../../src/judge/judge';
import type { Comparator, Observations, Period } from '../../src/judge/observation';
import { observe } from '../../src/judge/judge';
import { bake, count, fiveHundreds, fourHundreds, noon, repeat, tail } from './story';

const end = { final: true };
const sound = bake(repeat(30, count(100), count(1_900)));
const minute = { requests: 0, periods: 10 };
const cpu: LevelGate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  max: 80,
  minimum: minute,
  alpha: 0.001,
};
const split: SplitGate = { kind: 'split', id: 'split', metric: 'Invocations' };
const levels = bake(repeat(30, count(1)));
const threshold = (value: number, unit: Comparator['unit']): Pick<Observations, 'comparator'> => ({
  comparator: { kind: 'frozen', threshold: value, unit, requests: 900, window: sound.window },
});
const carried = (change: Partial<Carried>): Pick<Observations, 'carried'> => ({
  carried: { candidate: count(500, 1), own: [1, 1, 1, 1], stable: [], relative: [], ...change },
});

function withPeriod(change: Partial<Period>): Observations {
  return bake([], {
    ...sound,
    periods: sound.periods.map((period, index) =>
      index === 5 ? { ...period, ...change } : period,
    ),
  });
}

const faults: [string, Gate, Observations, RegExp][] = [
  ['NaN requests', fiveHundreds, withPeriod({ candidate: count(NaN) }), /0 bad of NaN/],
  ['infinite requests', fiveHundreds, withPeriod({ stable: count(Infinity) }), /bad of Infinity/],
  ['negative requests', fiveHundreds, withPeriod({ candidate: count(-1) }), /0 bad of -1/],
  ['negative bad ones', fiveHundreds, withPeriod({ candidate: count(5, -1) }), /-1 bad of 5/],
  [
    'more bad ones than requests',
    fiveHundreds,
    withPeriod({ candidate: count(5, 9) }),
    /more bad ones/,
  ],
  ['a count past exactness', fiveHundreds, withPeriod({ candidate: count(1e17) }), /exactly/],
  [
    'a bracket upside down',
    tail,
    withPeriod({ candidate: { n: 9, x: 5, most: 2 } }),
    /5 to 2 bad of 9/,
  ],
  [
    'the same period twice',
    fiveHundreds,
    withPeriod({ start: sound.periods[4]!.start }),
    /before the one before it/,
  ],
  [
    'a clock that goes back',
    fiveHundreds,
    withPeriod({ start: sound.periods[0]!.start }),
    /before the one before it/,
  ],
  ['overlapping periods', fiveHundreds, withPeriod({ seconds: 90 }), /before the one before it/],
  ['a time that is none', fiveHundreds, withPeriod({ start: 'noon' }), /"noon"/],
  ['a period of no length', fiveHundreds, withPeriod({ seconds: 0 }), /0 s/],
  [
    'more periods than the window holds',
    fiveHundreds,
    { ...sound, expectedPeriods: 3 },
    /30 periods/,
  ],
  [
    'a window that ends before it starts',
    fiveHundreds,
    { ...sound, window: { ...sound.window, end: sound.window.start.replace('12', '11') } },
    /the window goes/,
  ],
  ['percent for a share', { ...fiveHundreds, limit: 5 }, sound, /0\.1 % is 0\.001/],
  ['a pass limit under the limit', { ...fiveHundreds, passLimit: 0 }, sound, /limit of a pass/],
  ['percent for a quantile', { ...tail, quantile: 99 }, sound, /p99 is 0\.99/],
  ['no part of the error budget', { ...fiveHundreds, alpha: 0 }, sound, /alpha/],
  [
    'milliseconds for microseconds',
    { ...tail, max: 0.3 },
    { ...sound, candidateMicros: 90_000, stableMicros: 88_000 },
    /another unit/,
  ],
  [
    'microseconds for milliseconds',
    { ...tail, max: 3e8 },
    { ...sound, candidateMicros: 90_000, stableMicros: 88_000 },
    /another unit/,
  ],
  ['a latency limit that is none', { ...tail, max: NaN }, sound, /largest allowed value is NaN/],
  ['an increase that is none', { ...tail, increase: NaN }, sound, /allowed increase is NaN/],
  ['an increase below nothing', { ...tail, increase: -0.2 }, sound, /allowed increase is -0.2/],
  ['a level limit that is none', { ...cpu, max: NaN }, levels, /largest allowed value is NaN/],
  ['a level without an end', { ...cpu, min: -Infinity }, levels, /least allowed value/],
  [
    'a level that grows by anything',
    { ...cpu, increase: Infinity },
    levels,
    /increase is Infinity/,
  ],
  [
    'a level without any limit',
    { kind: 'level', id: 'cpu', metric: 'CPU', stat: 'Average', minimum: minute, alpha: 0.001 },
    levels,
    /there is no limit/,
  ],
  ['percent for a planned share', split, { ...sound, plannedShare: 5 }, /5 % is 0.05/],
  ['a planned share that is none', split, { ...sound, plannedShare: NaN }, /share is NaN/],
  ['no planned share', split, sound, /share is not known/],
  [
    'a split of what is no number',
    split,
    { ...withPeriod({ stable: count(NaN) }), plannedShare: 0.05 },
    /of NaN/,
  ],
  ['a frozen limit that is none', tail, { ...sound, ...threshold(NaN, 'µs') }, /threshold is NaN/],
  [
    'a frozen share without an end',
    fourHundreds,
    { ...sound, ...threshold(Infinity, 'ratio') },
    /is Infinity/,
  ],
  [
    'a frozen level that is none',
    { ...cpu, increase: 0.2 },
    { ...levels, ...threshold(NaN, 'metric') },
    /is NaN/,
  ],
  [
    'a bet that is none',
    fiveHundreds,
    { ...sound, ...carried({ own: [1, NaN, 1, 1] }) },
    /has won NaN/,
  ],
  ['a bet that owes', fiveHundreds, { ...sound, ...carried({ relative: [1, -4] }) }, /has won -4/],
  [
    'carried counts that are none',
    fiveHundreds,
    { ...sound, ...carried({ candidate: count(3, 7) }) },
    /before count 7 bad of 3/,
  ],
];

test.each(faults)('%s: nothing is concluded', (_title, gate, observations, sentence) => {
  for (const look of [end, { final: false }]) {
    const given = verdict(gate, observations, look);

    expect(given).toMatchObject({ result: 'inconclusive', reason: 'bad-input' });
    expect(given.sentence).toMatch(sentence);
  }
});

test('a count that CloudWatch interpolated a hair above the whole is the whole', () => {
  expect(verdict(fiveHundreds, withPeriod({ candidate: count(5, 5.2) }), end).reason).not.toBe(
    'bad-input',
  );
});

test('1e12 requests are judged like any other number', () => {
  const many = bake(repeat(30, count(1e12, 1e8), count(1e12, 1e8)));
  const shared = { ...many, plannedShare: 0.5 };

  expect(verdict(fiveHundreds, many, end).result).toBe('pass');
  expect(verdict(split, shared, end).result).toBe('pass');
  expect(verdict(tail, { ...many, ...threshold(96_000, 'µs') }, end).result).toBe('pass');
});

test.each<[string, Gate]>([
  ['5XX', fiveHundreds],
  ['4XX', fourHundreds],
  ['latency', tail],
  ['a level', cpu],
  ['a split', split],
])('of no periods %s says nothing, at no look', (_, gate) => {
  const seen = { ...bake([]), plannedShare: 0.05 };

  for (const look of [{ final: true }, { final: true, look: 3 }, { final: false }])
    expect(verdict(gate, seen, look)).toMatchObject({ result: 'inconclusive' });
});

test.each([NaN, Infinity, -Infinity, 0, 1.5, -1, 1024])('look %d decides nothing', (look) => {
  const unsplit = { ...sound, plannedShare: 0.4 };

  for (const gate of [fiveHundreds, fourHundreds, tail, cpu, split])
    for (const final of [true, false]) {
      const given = verdict(gate, unsplit, { final, look });

      expect(given).toMatchObject({ result: 'inconclusive', reason: 'bad-input' });
      expect(given.sentence).toContain(`it is look ${look}; looks are counted from 1`);
    }
});

test('the last look that has an error left is judged', () => {
  const unsplit = { ...sound, plannedShare: 0.4 };

  expect(verdict(split, unsplit, { final: true }).reason).toBe('split-mismatch');
  expect(verdict(split, unsplit, { final: true, look: 1023 }).reason).not.toBe('bad-input');
});

test.each([
  [
    'two values for one period',
    [
      { at: new Date(noon).toISOString(), value: 1 },
      { at: new Date(noon).toISOString(), value: 2 },
    ],
    /two values/,
  ],
  ['a value that is no number', [{ at: new Date(noon).toISOString(), value: NaN }], /NaN/],
  ['a time that is none', [{ at: 'yesterday', value: 1 }], /"yesterday"/],
])('readings with %s are not counted', (_title, points, fault) => {
  const context = { stableServes: true, exceedance: 'counts', plannedShare: 0.05 } as const;
  for (const gate of [fiveHundreds, tail, cpu, split]) {
    const seen = observe(gate, sound.window, context, [{ id: 'q', points }]);

    expect(seen.fault).toMatch(fault);
    expect(verdict(gate, seen, end)).toMatchObject({ reason: 'bad-input' });
  }
});

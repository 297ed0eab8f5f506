import type { Gate } from '../../src/judge/gate';
import { verdict } from '../../src/judge/judge';
import type { Observations, Period } from '../../src/judge/observation';
import { observe } from '../../src/judge/judge';
import { bake, count, fiveHundreds, noon, repeat, tail } from './story';

const end = { final: true };
const sound = bake(repeat(30, count(100), count(1_900)));

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

  expect(verdict(fiveHundreds, many, end).result).toBe('pass');
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
  const context = { stableServes: true, exceedance: 'counts' } as const;
  const seen = observe(fiveHundreds, sound.window, context, [{ id: 'q', points }]);

  expect(seen.fault).toMatch(fault);
  expect(verdict(fiveHundreds, seen, end)).toMatchObject({ reason: 'bad-input' });
});

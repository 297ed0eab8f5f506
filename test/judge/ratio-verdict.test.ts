import { combine, verdict } from '../../src/judge/judge';
import type { Comparator, Count, Observations } from '../../src/judge/observation';
import fixture from './fixtures/judge-reference-cases.json';
import { bake, count, fiveHundreds, fourHundreds, repeat, type Row } from './story';

const end = { final: true };
const good = repeat(30, count(30), count(570));

const cases: [reason: string, sentence: RegExp, seen: Observations][] = [
  ['within-limit', /0 of 900 requests \(0 %\) .* limit 0\.1 %; .* at most 0\.409 %/, bake(good)],
  [
    'above-limit',
    /60 of 900 requests \(6\.67 %\) were 5XX answers, limit 0\.1 %; the odds .* over a million : 1 \(needed: 200 : 1\)/,
    bake(repeat(30, count(30, 2), count(570))),
  ],
  ['no-traffic', /no requests: in 30 periods/, bake(repeat(30, count(0), count(570)))],
  ['no-traffic', /no requests: in 30 periods/, bake([], { expectedPeriods: 30 })],
  ['too-few-requests', /Only 300 requests of the 736/, bake(repeat(30, count(10)))],
  ['too-few-periods', /Only 9 observed periods of the 10/, bake(repeat(9, count(100)))],
  [
    'missing-data',
    /answered for 26 of 30 periods \(86\.7 %, needed: 90 %\)/,
    bake(good.slice(4), { expectedPeriods: 30 }),
  ],
  [
    'above-limit-not-proven',
    /2 of 900 .* neither harm nor/,
    bake([...repeat(28, count(30), count(570)), ...repeat(2, count(30, 1), count(570))]),
  ],
  [
    'environment',
    /the stable breaks the limit too/,
    bake(repeat(30, count(300, 30), count(5700, 570))),
  ],
  [
    'metric-unavailable',
    /refuses a statistic .* 5XX answers needs: unknown statistic/,
    bake(good, { unavailable: 'unknown statistic' }),
  ],
];

test.each(cases)('5XX at the end of a bake: %s', (reason, sentence, seen) => {
  const given = verdict(fiveHundreds, seen, end);

  expect(given.reason).toBe(reason);
  expect(given.sentence).toMatch(sentence);
  expect(given.result).toBe(
    reason === 'within-limit' ? 'pass' : reason === 'above-limit' ? 'fail' : 'inconclusive',
  );
});

test.each(cases)('5XX during the bake, where the end would say: %s', (reason, _, seen) => {
  const given = verdict(fiveHundreds, seen, { final: false });

  expect(given.reason).toBe(reason === 'above-limit' ? 'above-limit' : 'too-early');
});

test('a second look needs more than a first', () => {
  const seen = bake(repeat(30, count(25)));

  expect(verdict(fiveHundreds, seen, end).result).toBe('pass');
  expect(verdict(fiveHundreds, seen, { final: true, look: 2 }).result).toBe('inconclusive');
});

test('bursts of the stable make the same requests prove less', () => {
  const rows = (stable: (index: number) => Count): Row[] =>
    Array.from({ length: 30 }, (_, index) => [count(40), stable(index)]);
  const even = bake(rows(() => count(100_000, 10)));
  const bursty = bake(rows((index) => count(100_000, index === 7 ? 300 : 0)));

  expect(verdict(fiveHundreds, even, end).result).toBe('pass');
  expect(verdict(fiveHundreds, bursty, end).reason).toBe('above-limit-not-proven');
});

const besideStable: Comparator = {
  kind: 'concurrent',
  threshold: 0.06,
  unit: 'ratio',
  requests: 17_100,
  window: { start: '2026-01-05T12:00:00.000Z', end: '2026-01-05T12:30:00.000Z' },
};
const frozen: Comparator = { ...besideStable, kind: 'frozen' };

test.each<[reason: string, seen: Observations]>([
  ['within-limit', bake(repeat(30, count(40, 2), count(760, 38)), { comparator: besideStable })],
  ['above-limit', bake(repeat(30, count(40, 8), count(760, 38)), { comparator: besideStable })],
  ['no-comparator', bake(repeat(30, count(40, 2)))],
  ['within-limit', bake(repeat(30, count(40, 2)), { comparator: frozen })],
  ['above-limit', bake(repeat(30, count(40, 20)), { comparator: frozen })],
])('4XX, which clients cause, only beside the stable: %s', (reason, seen) => {
  expect(verdict(fourHundreds, seen, end).reason).toBe(reason);
});

test('4XX that the stable has too are nobody’s fault, however many', () => {
  const comparator = { ...besideStable, threshold: 0.51 };

  const seen = bake(repeat(30, count(40, 20), count(760, 380)), { comparator });

  expect(verdict(fourHundreds, seen, end)).toMatchObject({ result: 'pass', comparator });
});

test('the worst verdict speaks for all, and no verdicts pass nothing', () => {
  const pass = verdict(fiveHundreds, bake(good), end);
  const unsure = verdict(fiveHundreds, bake([]), end);
  const fail = verdict(fiveHundreds, bake(repeat(3, count(30, 30))), end);

  expect(combine([pass, pass])).toBe(pass);
  expect(combine([pass, unsure])).toBe(unsure);
  expect(combine([unsure, pass, fail, pass])).toBe(fail);
  expect(combine([])).toMatchObject({ result: 'inconclusive', reason: 'no-gates' });
});

interface ReferenceCase {
  readonly id: string;
  readonly input: { readonly experiment: number[]; readonly control: number[] };
}

/** The fewest requests, from `least` on, of which a whole number is this percentage. */
function countOfPercent(value: number, least = 50): Count {
  for (let n = least; ; n += 1) {
    const x = Math.round((value / 100) * n);
    if (Math.abs((100 * x) / n - value) < 1e-9) return count(n, x);
  }
}

test('reference case: rates full of zeros, which rank tests cannot tell apart, fail as counts', () => {
  const all = fixture.cases as unknown as readonly ReferenceCase[];
  const { experiment, control } = all.find(({ id }) => id === 'kayenta.zero-inflated-large')!.input;

  const rows = experiment.map((value, index): Row => [
    countOfPercent(value),
    countOfPercent(control[index]!),
  ]);
  const given = verdict(fiveHundreds, bake(rows), end);

  expect(given).toMatchObject({ result: 'fail', reason: 'above-limit' });
});

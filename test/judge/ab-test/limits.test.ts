import { rowsFault, type AbRow, type ArmSums } from '../../../src/judge/ab-test/arm-sums';
import { abTestVerdict } from '../../../src/judge/ab-test/ab-test-verdict';
import { conversion, dayAt, daysOf, daySeconds, end, rate, revenue } from './story';

const week = (candidate: ArmSums, stable: ArmSums): AbRow[] => [
  { ...dayAt(0, candidate, stable), seconds: 7 * daySeconds },
];
const spread = (n: number, mean: number, variance: number): ArmSums => ({
  n,
  sum: n * mean,
  sumSquares: n * mean * mean + (n - 1) * variance,
});

// binom.sf of SciPy, of 14,000 units at a half each: one look spends 0.001 / 2, half of it at each end, of which
// 7207 and more have 0.000241 and 7206 and more 0.000257; of fourteen looks 0.001 / 210 goes to each.
test.each([
  [1, 7206, false],
  [1, 7207, true],
  [1, 14_000 - 7206, false],
  [1, 14_000 - 7207, true],
  [14, 7271, false],
  [14, 7272, true],
])('after %d rows a candidate with %d of 14000 units is a broken split: %s', (rows, n, broken) => {
  const part = (units: number, index: number): ArmSums => {
    const own = Math.floor(units / rows) + (index < units % rows ? 1 : 0);
    return rate(own, Math.floor(own / 10));
  };
  const given =
    rows === 1
      ? week(part(n, 0), part(14_000 - n, 0))
      : Array.from({ length: rows }, (_, day) => dayAt(day, part(n, day), part(14_000 - n, day)));

  const { reason } = abTestVerdict(conversion, given, end);
  expect(reason === 'split-mismatch').toBe(broken);
});

test.each([
  [700, 700, 'difference-not-proven'],
  [699, 700, 'too-few-conversions'],
  [700, 699, 'too-few-conversions'],
])('%d conversions beside %d where 700 are needed: %s', (own, other, reason) => {
  const gate = { ...conversion, minimum: { conversions: 700, days: 7 } };

  expect(abTestVerdict(gate, week(rate(7000, own), rate(7000, other)), end).reason).toBe(reason);
});

test('a candidate whose stable had too few conversions cannot have lost them', () => {
  const gate = (conversions: number) => ({ ...conversion, minimum: { conversions, days: 7 } });
  const dead = week(rate(7000, 0), rate(7000, 700));

  expect(abTestVerdict(gate(700), dead, end).reason).toBe('worse-than-stable');
  expect(abTestVerdict(gate(701), dead, end).reason).toBe('too-few-conversions');
  // Of a tenth of the units a tenth of the conversions was to be expected.
  const tenth = { plannedShare: 1 / 11 };
  const few = week(rate(700, 0), rate(7000, 700));
  expect(abTestVerdict({ ...gate(70), ...tenth }, few, end).reason).toBe('worse-than-stable');
  expect(abTestVerdict({ ...gate(71), ...tenth }, few, end).reason).toBe('too-few-conversions');
  // Ten times the units make the stable's conversions no more.
  const most = week(rate(7000, 0), rate(700, 70));
  expect(abTestVerdict({ ...gate(71), plannedShare: 10 / 11 }, most, end).reason).toBe(
    'too-few-conversions',
  );
});

test.each<[what: string, candidate: ArmSums, stable: ArmSums]>([
  ['a stable of nothing', spread(7000, 1, 25), spread(7000, 0, 25)],
  ['a stable below nothing', spread(7000, 1, 25), spread(7000, -1, 25)],
  ['a candidate below nothing', spread(7000, -1, 25), spread(7000, 1, 25)],
])('%s is no basis of a share', (_, candidate, stable) => {
  const gate = { ...revenue, minimum: { conversions: 0, days: 7 }, margin: 0.99 };
  const judged = abTestVerdict({ ...gate, better: 'lower' }, week(candidate, stable), end);

  expect(judged).toMatchObject({ result: 'inconclusive', reason: 'bad-input', outcome: 'open' });
  expect(judged.sentence).toBe('revenue is not positive: a relative difference says nothing.');
  if (stable.sum === 0) expect(judged).not.toHaveProperty('gain');
});

test('a test on a mean, whole', () => {
  // Ten a unit beside ten, of a standard deviation of five: a standard error of 0.5 % × √2 / 7.
  const judged = abTestVerdict(
    { ...revenue, equal: 'pass', margin: 0 },
    week(spread(490_000, 10.1, 25), spread(490_000, 10, 25)),
    end,
  );

  expect(judged).toEqual({
    result: 'pass',
    outcome: 'win',
    gate: 'revenue',
    reason: 'better-than-stable',
    sentence: expect.stringMatching(
      /^revenue is 10\.1 of 490000 units with the candidate and 10 of 490000 with the stable over 7 days, \+1 % to the good \(95 % sure however often one looks: \+0\.\d+ % to \+1\.\d+ %\); that is better\.$/,
    ) as string,
    value: expect.closeTo(0.01, 12) as number,
    gain: {
      estimate: expect.closeTo(0.01, 12) as number,
      lower: expect.any(Number) as number,
      upper: expect.any(Number) as number,
    },
    limit: 0,
    unit: 'ratio',
    candidate: { n: 490_000, x: 0, ratio: 0, upper: 0 },
    stable: { n: 490_000, x: 0, ratio: 0, upper: 0 },
    days: 7,
    method: expect.stringContaining('asymptotic confidence sequence') as string,
  });
});

test('of an arm whose units are all alike nobody knows how they vary', () => {
  const judged = (own: number, other: number) =>
    abTestVerdict(conversion, week(rate(7000, own), rate(7000, other)), end);

  for (const seen of [judged(7000, 700), judged(700, 7000)]) {
    expect(seen).toMatchObject({ reason: 'difference-not-proven', outcome: 'open' });
    expect(seen).not.toHaveProperty('gain');
  }
});

test('a difference that may be beyond the margin on either side is open', () => {
  const gate = { ...conversion, margin: 0.05, plannedUnits: 320_000 };
  const of = (converted: number) =>
    abTestVerdict(gate, week(rate(160_000, converted), rate(160_000, 16_000)), end);

  const [worse, better, same] = [of(15_600), of(16_400), of(16_000)];
  expect(worse.gain!.lower).toBeLessThan(-0.05);
  expect(worse.gain!.upper).toBeLessThan(0.05);
  expect(better.gain!.lower).toBeGreaterThan(-0.05);
  expect(better.gain!.upper).toBeGreaterThan(0.05);
  expect(worse).toMatchObject({ reason: 'difference-not-proven', outcome: 'open' });
  expect(better).toMatchObject({ reason: 'difference-not-proven', outcome: 'open' });
  expect(same).toMatchObject({ reason: 'no-difference', outcome: 'no-difference' });
  expect(same.sentence).toMatch(/, \+0 % to the good /);
});

test('as many days as asked for are enough', () => {
  const reason = (days: number, asked: number) =>
    abTestVerdict(
      { ...conversion, minimum: { conversions: 100, days: asked } },
      daysOf(days, rate(20_000, 1_300), rate(20_000, 1_000)),
      end,
    ).reason;

  expect([reason(7, 7), reason(7, 8), reason(14, 8)]).toEqual([
    'better-than-stable',
    'partial-week',
    'better-than-stable',
  ]);
});

test('the arms of a rate have their exact upper bounds', () => {
  const rows = week(rate(7000, 0), rate(7000, 700));
  const { candidate, stable } = abTestVerdict(conversion, rows, end);

  // Without any: 0.05^(1/n); with 700 by SciPy, beta.ppf(0.95, 701, 6300).
  expect(candidate).toEqual({
    n: 7000,
    x: 0,
    ratio: 0,
    upper: expect.closeTo(1 - 0.05 ** (1 / 7000), 12) as number,
  });
  expect(stable).toEqual({
    n: 7000,
    x: 700,
    ratio: 0.1,
    upper: expect.closeTo(0.10609329956840732, 10) as number,
  });
});

test('an arm without a unit has nothing to show', () => {
  const gap = [dayAt(0, rate(0, 0), rate(50, 5)), dayAt(2, rate(0, 0), rate(50, 5))];
  const judged = abTestVerdict(conversion, gap, end);

  expect(judged).toMatchObject({
    reason: 'missing-data',
    sentence:
      'conversion is nothing of 0 units with the candidate and 10 % of 100 with the stable over 2 days; 1 days in between are missing.',
    candidate: { n: 0, x: 0, ratio: 0, upper: 1 },
  });
  expect(judged).not.toHaveProperty('gain');
  expect(judged).not.toHaveProperty('value');
  expect(abTestVerdict(revenue, gap, end).candidate).toEqual({ n: 0, x: 0, ratio: 0, upper: 1 });
});

test('where less is better the interval is turned around', () => {
  const rows = week(rate(70_000, 6_300), rate(70_000, 7_000));
  const [higher, lower] = (['higher', 'lower'] as const).map(
    (better) => abTestVerdict({ ...conversion, better }, rows, end).gain!,
  );

  expect(lower!.estimate).toBeCloseTo(0.1, 12);
  expect(lower).toEqual({
    estimate: -higher!.estimate,
    lower: -higher!.upper,
    upper: -higher!.lower,
  });
  expect(lower!.lower).toBeLessThan(0.1);
  expect(lower!.upper).toBeGreaterThan(0.1);
});

test('an effect that stays is not called novelty', () => {
  const rows = daysOf(14, rate(20_000, 1_300), rate(20_000, 1_000));
  const judged = abTestVerdict(conversion, rows, end);

  expect(judged.reason).toBe('better-than-stable');
  expect(judged.sentence).toMatch(/; that is better\.$/);
  expect(judged.halves).toEqual({ first: 0.3, second: 0.3, p: 1 });
});

test.each<[sums: ArmSums, fault: string | undefined]>([
  [{ n: -5, sum: 0, sumSquares: 0 }, 'a sum of 0 and of squares of 0 over -5 units'],
  [{ n: 2.5, sum: 0, sumSquares: 0 }, 'a sum of 0 and of squares of 0 over 2.5 units'],
  [
    { n: 100, sum: Infinity, sumSquares: 1e308 },
    'a sum of Infinity and of squares of 1e+308 over 100 units',
  ],
  [
    { n: 100, sum: 1, sumSquares: Infinity },
    'a sum of 1 and of squares of Infinity over 100 units',
  ],
  [{ n: 0, sum: 0, sumSquares: -1 }, 'a sum of 0 and of squares of -1 over 0 units'],
  [{ n: 100, sum: 0, sumSquares: -1 }, 'a sum of 0 and of squares of -1 over 100 units'],
  // The least that squares can be is the square of the sum over n: 1 here, less what doubles round.
  [{ n: 100, sum: 10, sumSquares: 1 - 1e-10 }, undefined],
  [
    { n: 100, sum: 10, sumSquares: 1 - 1e-8 },
    'a sum of 10 and of squares of 0.99999999 over 100 units',
  ],
  [{ n: 0, sum: 0, sumSquares: 0 }, undefined],
])('%j: %s', (sums, fault) => {
  const rows = [dayAt(0, sums, rate(10, 1))];

  expect(rowsFault(rows, 'mean')).toBe(
    fault === undefined ? undefined : `the row of ${rows[0]!.start} has ${fault}`,
  );
});

test('of a rate no more than all convert, however many there are', () => {
  const rows = (converted: number) => [dayAt(0, rate(1e12, converted), rate(10, 1))];

  expect(rowsFault(rows(1e12), 'rate')).toBeUndefined();
  expect(rowsFault(rows(1e12 + 1), 'rate')).toMatch(/of a rate every unit counts 0 or 1$/);
});

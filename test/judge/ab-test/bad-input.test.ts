import fc from 'fast-check';
import { abTestVerdict } from '../../../src/judge/ab-test/ab-test-verdict';
import type { AbRow } from '../../../src/judge/ab-test/arm-sums';
import { conversion, daysOf, end, rate, revenue } from './story';

describe('what is no A/B test', () => {
  const sound = daysOf(7, rate(20_000, 1_100), rate(20_000, 1_000));
  const [first, second] = sound as [AbRow, AbRow];

  test.each<[string, readonly AbRow[], RegExp]>([
    ['NaN', [{ ...first, candidate: { n: NaN, sum: 1, sumSquares: 1 } }], /over NaN units/],
    [
      'an infinite sum',
      [{ ...first, stable: { n: 5, sum: Infinity, sumSquares: 1 } }],
      /a sum of Infinity/,
    ],
    ['a negative count', [{ ...first, stable: rate(-5, 0) }], /over -5 units/],
    ['more converted than came', [{ ...first, stable: rate(5, 6) }], /a sum of 6/],
    [
      'squares that cannot be',
      [{ ...first, stable: { n: 4, sum: 4, sumSquares: 1 } }],
      /squares of 1/,
    ],
    [
      'a mean for a rate',
      [{ ...first, stable: { n: 4, sum: 2, sumSquares: 3 } }],
      /every unit counts 0 or 1/,
    ],
    ['a day twice', [first, first], /begins before the one before it has ended/],
    ['time going back', [second, first], /begins before/],
    ['no time', [{ ...first, start: 'monday' }], /starts at "monday"/],
    ['no length', [{ ...first, seconds: 0 }], /has 0 s/],
  ])('%s is bad input', (_, rows, sentence) => {
    const judged = abTestVerdict(conversion, rows, end);

    expect(judged).toMatchObject({ result: 'inconclusive', reason: 'bad-input', outcome: 'open' });
    expect(judged.sentence).toMatch(sentence);
  });

  test('1e12 units are judged like any other number', () => {
    const many = daysOf(7, rate(1e12, 5e10), rate(1e12, 5e10));
    const lost = daysOf(7, rate(1e12, 4e10), rate(1e12, 5e10));

    expect(abTestVerdict(conversion, many, end).outcome).toBe('no-difference');
    expect(abTestVerdict(conversion, lost, end).outcome).toBe('lose');
  });

  test.each([
    { margin: 2 },
    { plannedUnits: 0 },
    { plannedShare: 50 },
    { maxDays: NaN },
    { minimum: { conversions: NaN, days: 7 } },
  ])('%p is no rule', (change) => {
    expect(abTestVerdict({ ...conversion, ...change }, sound, end).reason).toBe('bad-input');
  });

  test('never passes, whatever numbers come', () => {
    const any = fc.oneof(
      fc.double(),
      fc.nat(50_000),
      fc.constantFrom(NaN, Infinity, -1, 1e12, 1e308),
    );
    const arm = fc.record({ n: any, sum: any, sumSquares: any });
    fc.assert(
      fc.property(arm, arm, fc.nat(29), (candidate, stable, count) => {
        const judged = abTestVerdict(
          { ...revenue, equal: 'pass' },
          daysOf(count, candidate, stable),
          end,
        );

        if (judged.result === 'pass') {
          expect(count % 7).toBe(0);
          expect(count).toBeGreaterThan(0);
          expect(Math.min(candidate.n, stable.n)).toBeGreaterThan(1);
          expect(candidate.sum / candidate.n).toBeGreaterThanOrEqual(
            0.98 * (stable.sum / stable.n),
          );
        }
        expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
      }),
    );
  });
});

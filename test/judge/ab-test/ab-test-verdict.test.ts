import fc from 'fast-check';
import type { AbTestGate } from '../../../src/judge/ab-test/ab-test-gate';
import { abTestVerdict } from '../../../src/judge/ab-test/ab-test-verdict';
import type { AbRow } from '../../../src/judge/ab-test/arm-sums';
import type { Reason } from '../../../src/judge/verdict';
import { conversion, dayAt, daysOf, end, rate, revenue } from './story';

const even = daysOf(14, rate(20_000, 10_000), rate(20_000, 10_000));
const wide: AbTestGate = { ...conversion, margin: 0.2 };

describe('an A/B test on a rate', () => {
  test.each<[string, AbTestGate, readonly AbRow[], Reason, string, RegExp]>([
    [
      'a tenth better',
      conversion,
      daysOf(14, rate(20_000, 1_100), rate(20_000, 1_000)),
      'better-than-stable',
      'win',
      /^conversion is 5.5 % of 280000 units with the candidate and 5 % of 280000 with the stable over 14 days, \+10 % to the good \(95 % sure however often one looks: \+5.95 % to \+14.1 %\); that is better\.$/,
    ],
    [
      'a tenth worse',
      conversion,
      daysOf(14, rate(20_000, 900), rate(20_000, 1_000)),
      'worse-than-stable',
      'lose',
      /−10 % to the good .* worse by more than the margin of 2 %/,
    ],
    [
      'fewer returns',
      { ...conversion, better: 'lower' },
      daysOf(14, rate(20_000, 900), rate(20_000, 1_000)),
      'better-than-stable',
      'win',
      /\+10 % to the good/,
    ],
    [
      'more returns',
      { ...conversion, better: 'lower' },
      daysOf(14, rate(20_000, 1_100), rate(20_000, 1_000)),
      'worse-than-stable',
      'lose',
      /−10 % to the good/,
    ],
    [
      'the same, where it should be better',
      conversion,
      even,
      'no-difference',
      'no-difference',
      /no difference beyond the margin of 2 %/,
    ],
    [
      'the same, where that is enough',
      { ...conversion, equal: 'pass' },
      even,
      'within-limit',
      'no-difference',
      /no difference/,
    ],
    [
      'a little better, not proven',
      conversion,
      daysOf(14, rate(2_000, 102), rate(2_000, 100)),
      'difference-not-proven',
      'open',
      /neither is proven better yet/,
    ],
    [
      'not proven at the last day',
      conversion,
      daysOf(28, rate(2_000, 102), rate(2_000, 100)),
      'out-of-time',
      'open',
      /after 28 days, and the test may take no longer/,
    ],
    [
      'a win within a week',
      conversion,
      daysOf(6, rate(20_000, 1_300), rate(20_000, 1_000)),
      'partial-week',
      'open',
      /whole weeks, at least 7 days/,
    ],
    [
      'a win on a Wednesday',
      conversion,
      daysOf(17, rate(20_000, 1_300), rate(20_000, 1_000)),
      'partial-week',
      'open',
      /over 17 days/,
    ],
    [
      'a loss on a Wednesday',
      conversion,
      daysOf(3, rate(20_000, 700), rate(20_000, 1_000)),
      'worse-than-stable',
      'lose',
      /over 3 days/,
    ],
    [
      'ten conversions',
      wide,
      daysOf(7, rate(20_000, 9), rate(20_000, 10)),
      'too-few-conversions',
      'open',
      /only 63 conversions of the 100/,
    ],
    [
      'no conversion any more',
      conversion,
      daysOf(3, rate(2_000, 0), rate(2_000, 100)),
      'worse-than-stable',
      'lose',
      /0 % of 6000 units with the candidate .* −100 % to the good/,
    ],
    [
      'a broken split',
      conversion,
      daysOf(14, rate(18_000, 1_300), rate(20_000, 1_000)),
      'split-mismatch',
      'open',
      /got 47.4 % of 532000 units, planned are 50 %/,
    ],
    [
      'a missing weekend',
      conversion,
      [
        ...daysOf(5, rate(20_000, 1_300), rate(20_000, 1_000)),
        dayAt(7, rate(20_000, 1_300), rate(20_000, 1_000)),
      ],
      'missing-data',
      'open',
      /2 days in between are missing/,
    ],
    [
      'nobody came',
      conversion,
      daysOf(14, rate(0, 0), rate(0, 0)),
      'no-traffic',
      'open',
      /No unit took part/,
    ],
    ['no rows', conversion, [], 'no-traffic', 'open', /No unit took part/],
    [
      'everybody converts',
      conversion,
      daysOf(14, rate(2_000, 2_000), rate(2_000, 2_000)),
      'difference-not-proven',
      'open',
      /neither is proven/,
    ],
  ])('%s', (_, gate, rows, reason, outcome, sentence) => {
    const judged = abTestVerdict(gate, rows, end);

    expect(judged).toMatchObject({ reason, outcome });
    expect(judged.sentence).toMatch(sentence);
  });

  test('finer rows make the same verdict', () => {
    const days = daysOf(14, rate(20_000, 1_100), rate(20_000, 1_000));
    const hours = days.flatMap(({ start }) =>
      Array.from({ length: 2 }, (_, half) => ({
        start: new Date(Date.parse(start) + half * 43_200_000).toISOString(),
        seconds: 43_200,
        candidate: rate(10_000, 550),
        stable: rate(10_000, 500),
      })),
    );

    expect(abTestVerdict(conversion, hours, end)).toEqual(abTestVerdict(conversion, days, end));
  });

  test('an effect that fades is named', () => {
    const [strong, none] = [
      [rate(20_000, 1_300), rate(20_000, 1_000)],
      [rate(20_000, 1_010), rate(20_000, 1_000)],
    ] as const;
    const rows = Array.from({ length: 14 }, (_, index) =>
      dayAt(index, ...(index < 7 ? strong : none)),
    );

    const judged = abTestVerdict(conversion, rows, end);

    expect(judged.halves).toMatchObject({ first: 0.3, second: expect.closeTo(0.01, 10) as number });
    expect(judged.sentence).toMatch(
      /from \+30 % in the first half to \+1 % in the second: it may be novelty/,
    );
  });

  test('before its end it only ever loses', () => {
    const looks = { final: false };
    const [better, worse] = [1_300, 700].map((converted) =>
      abTestVerdict(conversion, daysOf(14, rate(20_000, converted), rate(20_000, 1_000)), looks),
    );

    expect(better).toMatchObject({ result: 'inconclusive', reason: 'too-early' });
    expect(worse).toMatchObject({ result: 'fail', reason: 'worse-than-stable' });
  });
});

describe('an A/B test on a mean', () => {
  test('is judged by its sums', () => {
    const arm = (mean: number) => ({
      n: 5_000,
      sum: 5_000 * mean,
      sumSquares: 5_000 * (mean * mean + 25),
    });

    expect(abTestVerdict(revenue, daysOf(14, arm(10.5), arm(10)), end)).toMatchObject({
      outcome: 'win',
      value: expect.closeTo(0.05, 10) as number,
    });
    expect(abTestVerdict(revenue, daysOf(14, arm(9.5), arm(10)), end)).toMatchObject({
      outcome: 'lose',
    });
  });

  test('made by a few large orders is no basis', () => {
    // 20 orders of 1000 a day and arm, 14 days: 280 conversions; half of all by one order is fewer than two.
    const whale = { n: 5_000, sum: 100_000, sumSquares: 5_000_000_000 };
    const usual = { n: 5_000, sum: 20_000, sumSquares: 20_000_000 };

    const judged = abTestVerdict(revenue, daysOf(14, whale, usual), end);

    expect(judged).toMatchObject({ reason: 'too-few-conversions', result: 'inconclusive' });
    expect(judged.sentence).toMatch(/only 28 conversions/);
  });

  test('that may be negative says nothing relative', () => {
    const loss = { n: 5_000, sum: -5_000, sumSquares: 10_000 };

    expect(abTestVerdict(revenue, daysOf(14, loss, loss), end).reason).toBe('bad-input');
  });
});

test('fewer conversions of the candidate never make a verdict better', () => {
  const rank = { lose: 0, open: 1, 'no-difference': 1, win: 2 } as const;
  fc.assert(
    fc.property(
      // Of units that all convert nobody knows how they vary.
      fc.integer({ min: 0, max: 1_900 }),
      fc.nat(50),
      fc.integer({ min: 1, max: 4 }),
      (converted, fewer, weeks) => {
        const [more, less] = [converted, Math.max(0, converted - fewer)].map(
          (count) =>
            rank[
              abTestVerdict(
                conversion,
                daysOf(7 * weeks, rate(2_000, count), rate(2_000, 200)),
                end,
              ).outcome
            ],
        );
        expect(less).toBeLessThanOrEqual(more!);
      },
    ),
  );
});

import fc from 'fast-check';
import { scoreShift } from '../../../src/judge/answers/score-shift';
import { addScores, emptyScores, scoreDistance } from '../../../src/judge/answers/score-tally';

const scoresOf = (rows: readonly (readonly [candidate: number, stable: number])[]) => {
  const tally = emptyScores();
  for (const [candidate, stable] of rows)
    addScores(tally, { candidate, stable, near: Math.abs(candidate - stable) <= 0.5 });
  return tally;
};

test('a few scores: every figure by hand', () => {
  // Differences 1, -1 and 3: their mean is 1, their standard deviation 2.
  const tally = scoresOf([
    [2, 1],
    [1, 2],
    [7, 4],
    [0.5, 0.5],
  ]);

  expect(tally).toMatchObject({
    n: 4,
    beyond: 3,
    difference: { 0: 3 },
    differenceSquares: { 0: 11 },
  });
  expect(tally.candidate).toMatchObject({
    sum: { 0: 10, '-1': 2 ** 23 },
    squares: { 0: 54, '-1': 2 ** 22 },
  });
  expect(tally.stable).toMatchObject({
    sum: { 0: 7, '-1': 2 ** 23 },
    squares: { 0: 21, '-1': 2 ** 22 },
  });
  const sd = Math.sqrt((11 - 4 * 0.75 ** 2) / 3);
  expect(scoreDistance(tally)).toEqual({
    n: 4,
    beyond: 0.75,
    median: 1 + 0.5 / 64,
    p99: 3 + 1 / 64,
    bias: 0.75,
    low: expect.closeTo(0.75 - 1.96 * sd, 12) as number,
    high: expect.closeTo(0.75 + 1.96 * sd, 12) as number,
  });
  expect(scoreDistance(emptyScores())).toEqual({
    n: 0,
    beyond: 0,
    median: 0,
    p99: 0,
    bias: 0,
    low: 0,
    high: 0,
  });
});

test('the shift of a few scores by hand', () => {
  const found = scoreShift(
    scoresOf([
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 4],
    ]),
  );

  // At most 1 of the candidate are 2 of 4, of the stable 1; at most 2 all, and 3. Bins are 0.5/64 above 1, 2 and 4.
  expect(found.ks).toBe(0.25);
  const sd = Math.sqrt((25 - 4 * 2.25 ** 2) / 3);
  expect(found.w1).toBeCloseTo((0.25 * (4 - 1) * (1 + 0.5 / 64)) / sd, 12);
  // Three cells: 2, 2, 0 beside 1, 2, 1, an empty one counted as half a row.
  expect(found.psi).toBeCloseTo(0.25 * Math.log(2) + (1 / 8 - 1 / 4) * Math.log(1 / 2), 12);
  const surprise = (p: number, q: number): number => p * Math.log2((2 * p) / (p + q));
  expect(found.jsd).toBeCloseTo((surprise(0.5, 0.25) + surprise(0.25, 0.5) + 0.25) / 2, 12);
});

test('scores moved by one standard deviation show in every distance', () => {
  const rows = Array.from({ length: 4_000 }, (_, index) => {
    const score = 10 + ((index * 7_919) % 4_000) / 1_000;
    return [score + 4 / Math.sqrt(12), score] as const;
  });

  const found = { ...scoreDistance(scoresOf(rows)), ...scoreShift(scoresOf(rows)) };

  expect(found.beyond).toBe(1);
  expect(found.bias).toBeCloseTo(1.1547, 4);
  expect(found.high - found.low).toBeCloseTo(0, 6);
  expect(Math.abs(found.median / 1.1547 - 1)).toBeLessThan(0.008);
  // A uniform distribution moved by 0.2887 of its width.
  expect(found.ks).toBeCloseTo(0.2887, 1);
  expect(found.w1).toBeCloseTo(1, 1);
  expect(found.jsd).toBeGreaterThan(0.2);
  expect(found.psiExcess).toBeGreaterThan(0.5);
});

test('the same scores are no distance apart, and few scores explain a difference by chance', () => {
  const same = scoreShift(
    scoresOf([
      [1, 1],
      [2, 2],
      [3, 3],
    ]),
  );
  expect(same).toEqual({ ks: 0, w1: 0, jsd: 0, psi: 0, psiExcess: 0 });

  expect(
    scoreShift(
      scoresOf([
        [1, 2],
        [2, 3],
        [3, 1.5],
      ]),
    ).psiExcess,
  ).toBe(0);
  expect(
    scoreShift(
      scoresOf([
        [1, 2],
        [1, 2],
      ]),
    ),
  ).not.toHaveProperty('w1');
});

test('the distance of distributions is the same with the arms swapped', () => {
  const rows = fc.array(
    fc.tuple(
      fc.float({ min: -5, max: 5, noNaN: true }),
      fc.float({ min: -5, max: 5, noNaN: true }),
    ),
    { minLength: 1, maxLength: 80 },
  );
  fc.assert(
    fc.property(rows, (pairs) => {
      const one = scoreShift(scoresOf(pairs));
      const two = scoreShift(scoresOf(pairs.map(([a, b]) => [b, a])));
      expect(two.ks).toBeCloseTo(one.ks, 12);
      expect(two.jsd).toBeCloseTo(one.jsd, 12);
      expect(two.psi).toBeCloseTo(one.psi, 12);
      expect(one.ks).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});

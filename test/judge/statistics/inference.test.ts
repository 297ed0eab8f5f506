import {
  hellinger,
  jensenShannon,
  lInfinity,
} from '../../../src/judge/statistics/category-distance';
import { fisherExact } from '../../../src/judge/statistics/fisher-exact';
import { goodnessOfFit } from '../../../src/judge/statistics/goodness-of-fit';
import { hypergeometricTails } from '../../../src/judge/statistics/hypergeometric';
import {
  kolmogorovSmirnov,
  kolmogorovUpperTail,
} from '../../../src/judge/statistics/kolmogorov-smirnov';
import { rankShift } from '../../../src/judge/statistics/mann-whitney';
import { exactMcNemar } from '../../../src/judge/statistics/mcnemar';
import { shareInterval } from '../../../src/judge/statistics/share-interval';
import { quantileOf } from '../../../src/judge/statistics/quantile';
import { signedRankShift } from '../../../src/judge/statistics/signed-rank';
import { wasserstein } from '../../../src/judge/statistics/wasserstein';
import { randomFrom } from '../random';
import { describeTruth, type Comparison } from './truth';

const random = randomFrom(5);
const sizes = [2, 5, 12, 51, 200];
const smooth = sizes.map((n) => Array.from({ length: n }, () => 3 + random.normal()));
const tied = sizes.map((n) => Array.from({ length: n }, () => random.poisson(2)));
const pairs = [...smooth, ...tied].flatMap((x) =>
  [...smooth, ...tied].map((y) => [x, y.map((value) => value + 0.5)] as const),
);
const tables = [
  [1, 9, 11, 3],
  [0, 5, 5, 0],
  [45, 45, 30, 60],
  [3, 997, 30, 9970],
  [2, 100_000, 40, 1_900_000],
  [120, 880, 12, 988],
] as const;

describeTruth('intervals, tests and distances against SciPy', {
  'exact intervals of a proportion': {
    comparisons: () =>
      [0, 1, 3, 500, 999, 1000].flatMap((x) =>
        [0.05, 0.01, 1e-6].map((error): Comparison => {
          const got = shareInterval({ x, n: 1000 }, error);
          return { ask: ['proportion', x, 1000, 1 - error], got };
        }),
      ),
    // SciPy takes the confidence, whose complement has lost digits, and finds its ends with a root finder of 1e-12.
    relative: 1e-9,
    absolute: 2e-12,
  },

  'hypergeometric tails': {
    comparisons: () =>
      [0, 1, 4, 9, 12].flatMap((k): Comparison[] => {
        const draw = { total: 2000, marked: 40, drawn: 500 };
        const { lower, upper } = hypergeometricTails(k, draw);
        const { upper: far } = hypergeometricTails(k + 60, { ...draw, marked: 400 });
        return [
          { ask: ['hypergeometric', k, 2000, 40, 500], got: [lower, upper] },
          { ask: ['hypergeometric_upper', k + 60, 2000, 400, 500], got: far },
        ];
      }),
  },

  // Some hundred thousand terms are summed, each with the rounding of those before it.
  'hypergeometric tails of a trillion': {
    comparisons: () =>
      [0, 0.5, 5, 30].map((z): Comparison => {
        const [total, marked, drawn] = [1e12, 1e9, 1e10];
        const k = Math.round(1e7 + z * 3145);
        const { logUpper } = hypergeometricTails(k, { total, marked, drawn });
        return { ask: ['big_hypergeometric_upper', k, total, marked, drawn], got: logUpper };
      }),
    relative: 1e-11,
  },

  "Fisher's exact test": {
    comparisons: () =>
      tables.map(([a, b, c, d]): Comparison => {
        const got = fisherExact([
          [a, b],
          [c, d],
        ]);
        return { ask: ['scipy_fisher', a, b, c, d], got };
      }),
    // SciPy's own chances at these sizes.
    relative: 1e-9,
  },

  "Fisher's exact test in whole numbers": {
    comparisons: () =>
      tables.slice(0, 4).map(([a, b, c, d]): Comparison => {
        const got = fisherExact([
          [a, b],
          [c, d],
        ]);
        return { ask: ['fisher', a, b, c, d], got };
      }),
  },

  'the exact McNemar test': {
    comparisons: () =>
      [
        [0, 1],
        [3, 17],
        [40, 41],
        [7, 7],
        [2, 900],
      ].map(([b, c]): Comparison => ({ ask: ['scipy_mcnemar', b, c], got: exactMcNemar(b!, c!) })),
  },

  'goodness of fit': {
    comparisons: () =>
      [
        [
          [950, 50],
          [19, 1],
        ],
        [
          [900, 100],
          [19, 1],
        ],
        [
          [3, 4, 5],
          [1, 1, 1],
        ],
        [
          [1e9, 1.0001e9],
          [1, 1],
        ],
      ].map(([observed, weights]): Comparison => {
        const got = goodnessOfFit(observed!, weights!).p;
        return { ask: ['goodness_of_fit', observed, weights], got };
      }),
    // SciPy's statistic sums in another order.
    relative: 1e-10,
  },

  'the Mann-Whitney test': {
    comparisons: () =>
      pairs.map(([x, y]): Comparison => ({
        ask: ['rank_test', x, y],
        got: rankShift(x, y, 0.05).p,
      })),
  },

  'the shift between two samples': {
    comparisons: () =>
      pairs.map(([x, y]): Comparison => ({
        ask: ['shift', x, y],
        got: rankShift(x, y, 0.05).shift,
      })),
    absolute: 1e-15,
  },

  "Wilcoxon's signed-rank test": {
    comparisons: () =>
      [...smooth, ...tied].map((values): Comparison => {
        const differences = values.map((value) => value - 2);
        const { p, shift } = signedRankShift(differences, 0.05);
        return { ask: ['signed_rank', differences], got: [p, shift] };
      }),
    absolute: 1e-15,
  },

  'distances between samples': {
    comparisons: () =>
      pairs.map(([x, y]): Comparison => {
        return {
          ask: ['distances', x, y],
          got: [kolmogorovSmirnov(x, y).distance, wasserstein(x, y)],
        };
      }),
    absolute: 1e-15,
  },

  "Kolmogorov's distribution": {
    comparisons: () =>
      [0.1, 0.3, 0.5, 0.99, 1, 1.36, 2, 5, 18].map((value): Comparison => {
        return { ask: ['scipy_kolmogorov', value], got: kolmogorovUpperTail(value) };
      }),
  },

  'distances between counts of categories': {
    comparisons: () =>
      [
        [
          [1, 2, 3],
          [3, 2, 1],
        ],
        [
          [0, 10, 10],
          [5, 0, 5],
        ],
        [
          [1e6, 1],
          [1e6, 2],
        ],
      ].map(([a, b]): Comparison => {
        const got = [jensenShannon(a!, b!), hellinger(a!, b!), lInfinity(a!, b!)];
        return { ask: ['category_distances', a, b], got };
      }),
    // Differences of nearly equal shares.
    relative: 1e-9,
    absolute: 1e-15,
  },

  'quantiles of values': {
    comparisons: () =>
      smooth.flatMap((values) =>
        [0, 0.1, 0.5, 0.99, 1].map((p): Comparison => {
          return { ask: ['quantile', values, p], got: quantileOf(values, p) };
        }),
      ),
  },
});

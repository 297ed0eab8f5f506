import { betaTails } from '../../../src/judge/statistics/beta';
import {
  inverseIncompleteBeta,
  inverseUpperBeta,
} from '../../../src/judge/statistics/beta-quantile';
import { binomialTails } from '../../../src/judge/statistics/binomial';
import {
  chiSquareUpperQuantile,
  chiSquareUpperTail,
} from '../../../src/judge/statistics/chi-square';
import { gammaTails } from '../../../src/judge/statistics/gamma';
import { logGamma } from '../../../src/judge/statistics/log-gamma';
import {
  normalCdf,
  normalQuantile,
  normalUpperQuantile,
  normalUpperTail,
} from '../../../src/judge/statistics/normal';
import type { Tails } from '../../../src/judge/statistics/tails';
import { describeTruth, type Comparison } from './truth';

// The way to compute changes at 300.
const shapes = [0.05, 1, 3.5, 299, 301, 1e5, 1e12];
/** Standard deviations from the mean: 37 of them are a chance of 1e-300. */
const deviations = [-37, -8, -1, 0, 0.2, 4, 30];
const chances = [1e-300, 1e-100, 1e-9, 0.0125, 0.2, 0.5, 0.8, 1 - 1e-10];

describeTruth('special functions against mpmath and SciPy', {
  'both tails of the beta distribution, a and b up to trillions, out to 1e-300 and in logarithms beyond':
    {
      comparisons: () =>
        shapes.flatMap((a) =>
          shapes.flatMap((b) =>
            pointsOf(a, b).map((x): Comparison => {
              return { ask: ['beta', x, a, b], got: all(betaTails(x, a, b)) };
            }),
          ),
        ),
    },

  'beta, chi-square and normal tails where SciPy has twelve digits': {
    comparisons: () => [
      ...[1, 2, 10, 250, 1e4].flatMap((a) =>
        [1, 3.5, 736].flatMap((b) =>
          [-0.9, 0.2, 2]
            .map((z) => shareAt(a, b, z))
            .filter((x) => x > 0 && x < 1)
            .map((x): Comparison => {
              const { lower, upper } = betaTails(x, a, b);
              return { ask: ['scipy_beta', x, a, b], got: [lower, upper] };
            }),
        ),
      ),
      ...[1, 2, 9, 30].flatMap((degrees) =>
        [0.1, 1, 10, 50, 300].map((x): Comparison => {
          return { ask: ['scipy_chi_square', x, degrees], got: chiSquareUpperTail(x, degrees) };
        }),
      ),
      ...[-20, -8, -3, -1, 0, 0.3, 2, 6].map((z): Comparison => {
        return { ask: ['scipy_normal', z], got: normalCdf(z) };
      }),
    ],
  },

  'the way back from either tail of the beta distribution': {
    comparisons: () =>
      [0.5, 1, 4, 1e3, 1e12].flatMap((a) =>
        [1, 736, 1e12].flatMap((b) =>
          chances.flatMap((p) => [
            ...root(p, a, b, false, inverseIncompleteBeta(p, a, b)),
            ...root(p, a, b, true, inverseUpperBeta(p, a, b)),
          ]),
        ),
      ),
  },

  'both tails of the gamma distribution, and with them of chi-square': {
    comparisons: () =>
      shapes.flatMap((a) =>
        deviations
          .map((z) => a + z * Math.sqrt(a))
          .filter((x) => x > 0)
          .concat([a * 1e-3, a + 700])
          .map((x): Comparison => ({ ask: ['gamma', x, a], got: all(gammaTails(x, a)) })),
      ),
  },

  'the way back from an upper tail of chi-square': {
    comparisons: () =>
      [1, 2, 9, 999, 1e6].flatMap((degrees) =>
        chances.map((p): Comparison => {
          const x = chiSquareUpperQuantile(p, degrees);
          return { ask: ['chi_square_root', p, degrees, x], got: x };
        }),
      ),
  },

  'the normal distribution and the way back': {
    comparisons: () => [
      ...points.map((z): Comparison => ({ ask: ['normal_cdf', z], got: normalCdf(z) })),
      ...points.map((z): Comparison => ({ ask: ['normal_cdf', z], got: normalUpperTail(-z) })),
      ...[...chances, 0.5 - 1e-9, 0.5 + 1e-12, 0.2499, 0.2501, 0.75, 1e-310].map(
        (p): Comparison => ({ ask: ['normal_quantile', p], got: normalQuantile(p) }),
      ),
    ],
  },

  'binomial tails of a trillion requests': {
    comparisons: () =>
      [1, 20, 3000, 1e6, 1e12].flatMap((n) =>
        [1e-9, 0.001, 0.5, 0.99].flatMap((share) =>
          deviations
            .map((z) => Math.round(n * share + z * Math.sqrt(n * share * (1 - share))))
            .concat([0, n - 1])
            .filter((k) => k >= 0 && k < n)
            .map((k): Comparison => {
              return { ask: ['binomial', k, n, share], got: all(binomialTails(k, n, share)) };
            }),
        ),
      ),
  },

  // It is only ever added to other logarithms, so near its zeros 1 and 2 the absolute error counts.
  'the logarithm of gamma': {
    absolute: 2e-15,
    comparisons: () =>
      [1e-300, 1e-9, 0.5, 0.999, 1, 1.5, 2, 2.0001, 3, 15.9, 16, 170, 1e5, 1e12, 1e300].map(
        (x): Comparison => ({ ask: ['log_gamma', x], got: logGamma(x) }),
      ),
  },
});

const points = [-38, -30, -8.3, -5, -2, -1, -0.7, -1e-5, -1e-12, 0, 1e-9, 0.4, 1.4, 3, 8];

test('an upper quantile is the quantile with its sign turned', () => {
  expect(chances.map(normalUpperQuantile)).toEqual(chances.map((p) => 0 - normalQuantile(p)));
});

function all({ lower, upper, logLower, logUpper }: Tails): number[] {
  return [lower, upper, logLower, logUpper];
}

/** Roots at the ends of 0..1 are out of the reach of one step. */
function root(p: number, a: number, b: number, upper: boolean, got: number): Comparison[] {
  return got > 1e-290 && got < 1 ? [{ ask: ['beta_root', p, a, b, upper, got], got }] : [];
}

function pointsOf(a: number, b: number): number[] {
  const spread = deviations.map((z) => shareAt(a, b, z));
  return [...new Set([...spread, 1e-9, 0.5, 1 - 1e-9])].filter((x) => x > 0 && x < 1);
}

function shareAt(a: number, b: number, z: number): number {
  const mean = a / (a + b);
  return mean + z * Math.sqrt((mean * b) / (a + b) / (a + b + 1));
}

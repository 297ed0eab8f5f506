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
import { describeWith } from '../../support/tools';
import { wrongOnes, type Comparison } from './truth';

const shapes = [0.05, 0.5, 1, 2, 3.5, 10, 47, 250, 299, 301, 1e3, 1e5, 1e9, 1e12];
/** Standard deviations from the mean: 37 of them are a chance of 1e-300. */
const deviations = [-37, -20, -8, -3, -1, -0.01, 0, 0.2, 1, 4, 12, 30, 37];
const chances = [1e-300, 1e-100, 1e-16, 1e-9, 1e-4, 0.0125, 0.025, 0.2, 0.5, 0.8, 0.99, 1 - 1e-10];

/** A zero that the logarithm beside it explains is no claim of its own. */
function all({ lower, upper, logLower, logUpper }: Tails): number[] {
  return [lower, upper, logLower, logUpper];
}

describeWith('python', 'special functions against mpmath and SciPy', () => {
  it('know both tails of the beta distribution, from a to the trillions and out to 1e-300', () => {
    const points = shapes.flatMap((a) =>
      shapes.flatMap((b) => pointsOf(a, b).map((x) => [x, a, b] as const)),
    );
    const comparisons = points.map(([x, a, b]): Comparison => {
      return { ask: ['beta', x, a, b], got: all(betaTails(x, a, b)) };
    });

    expect(comparisons.length).toBeGreaterThan(1000);
    expect(wrongOnes(comparisons, {})).toEqual([]);
  });

  it('agree with SciPy where SciPy has twelve digits', () => {
    const beta = [1, 2, 10, 250, 1e4].flatMap((a) =>
      [1, 3.5, 736, 1e5].flatMap((b) =>
        [-3, -1, 0.2, 2].map((z): Comparison => {
          const x = shareAt(a, b, z);
          const { lower, upper } = betaTails(x, a, b);
          return { ask: ['scipy_beta', x, a, b], got: [lower, upper] };
        }),
      ),
    );
    const chiSquare = [1, 2, 9, 30].flatMap((degrees) =>
      [0.1, 1, 10, 50, 300].map((x): Comparison => {
        return { ask: ['scipy_chi_square', x, degrees], got: chiSquareUpperTail(x, degrees) };
      }),
    );
    const normal = [-20, -8, -3, -1, 0, 0.3, 2, 6].map((z): Comparison => {
      return { ask: ['scipy_normal', z], got: normalCdf(z) };
    });

    expect(wrongOnes([...beta, ...chiSquare, ...normal], {})).toEqual([]);
  });

  it('lead back from a tail of the beta distribution', () => {
    const comparisons = [0.5, 1, 4, 47, 1e3, 1e6, 1e12].flatMap((a) =>
      [0.5, 1, 736, 1e5, 1e12].flatMap((b) =>
        chances.flatMap((p): Comparison[] => {
          const [low, high] = [inverseIncompleteBeta(p, a, b), inverseUpperBeta(p, a, b)];
          return [
            ...(low > 1e-290 && low < 1 ? [root(p, a, b, false, low)] : []),
            ...(high > 1e-290 && high < 1 ? [root(p, a, b, true, high)] : []),
          ];
        }),
      ),
    );

    expect(comparisons.length).toBeGreaterThan(500);
    expect(wrongOnes(comparisons, {})).toEqual([]);
  });

  it('know both tails of the gamma distribution, and with them of chi-square', () => {
    const comparisons = shapes.flatMap((a) =>
      deviations
        .map((z) => a + z * Math.sqrt(a))
        .filter((x) => x > 0)
        .concat([a * 1e-3, a + 700])
        .map((x): Comparison => ({ ask: ['gamma', x, a], got: all(gammaTails(x, a)) })),
    );

    expect(wrongOnes(comparisons, {})).toEqual([]);
  });

  it('lead back from an upper tail of chi-square', () => {
    const comparisons = [1, 2, 9, 30, 999, 1e6].flatMap((degrees) =>
      chances.map((p): Comparison => {
        const x = chiSquareUpperQuantile(p, degrees);
        return { ask: ['chi_square_root', p, degrees, x], got: x };
      }),
    );

    expect(wrongOnes(comparisons, {})).toEqual([]);
  });

  it('know the normal distribution and lead back', () => {
    const points = [-38, -37, -30, -8.3, -5, -2, -1, -0.7, -1e-5, -1e-12, 0, 1e-9, 0.4, 1.4, 3, 8];
    const near = [0.5 - 1e-9, 0.5 + 1e-12, 0.2499, 0.2501, 0.75, 1e-310];
    const comparisons = [
      ...points.map((z): Comparison => ({ ask: ['normal_cdf', z], got: normalCdf(z) })),
      ...points.map((z): Comparison => ({ ask: ['normal_cdf', z], got: normalUpperTail(-z) })),
      ...[...chances, ...near].map((p): Comparison => {
        return { ask: ['normal_quantile', p], got: normalQuantile(p) };
      }),
    ];

    expect(wrongOnes(comparisons, {})).toEqual([]);
    expect(chances.map(normalUpperQuantile)).toEqual(chances.map((p) => 0 - normalQuantile(p)));
  });

  it('know binomial tails of a trillion requests', () => {
    const comparisons = [1, 20, 3000, 1e6, 1e12].flatMap((n) =>
      [1e-9, 0.001, 0.01, 0.5, 0.99].flatMap((share) =>
        deviations
          .map((z) => Math.round(n * share + z * Math.sqrt(n * share * (1 - share))))
          .concat([0, n - 1])
          .filter((k) => k >= 0 && k < n)
          .map((k): Comparison => {
            return { ask: ['binomial', k, n, share], got: all(binomialTails(k, n, share)) };
          }),
      ),
    );

    expect(wrongOnes(comparisons, {})).toEqual([]);
  });

  it('know the logarithm of gamma; near its zeros 1 and 2 to 1e-15 absolutely', () => {
    const points = [
      1e-300, 1e-9, 0.5, 0.999, 1, 1.5, 2, 2.0001, 3, 15.9, 16, 170, 1e5, 1e12, 1e300,
    ];
    const comparisons = points.map((x): Comparison => {
      return { ask: ['log_gamma', x], got: logGamma(x) };
    });

    expect(wrongOnes(comparisons, { absolute: 2e-15 })).toEqual([]);
  });
});

function root(p: number, a: number, b: number, upper: boolean, got: number): Comparison {
  return { ask: ['beta_root', p, a, b, upper, got], got };
}

function pointsOf(a: number, b: number): number[] {
  const spread = deviations.map((z) => shareAt(a, b, z));
  return [...new Set([...spread, 1e-9, 0.5, 1 - 1e-9])].filter((x) => x > 0 && x < 1);
}

function shareAt(a: number, b: number, z: number): number {
  const mean = a / (a + b);
  return mean + z * Math.sqrt((mean * b) / (a + b) / (a + b + 1));
}

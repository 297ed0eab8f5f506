import { kayentaShift, kayentaVerdict, type KayentaMetric } from '../../../bench/peers/kayenta';
import { cohensD, commonLanguage, meanOf } from '../../../bench/peers/effect-size';
import { lanDeMetsBounds } from '../../../bench/peers/lan-demets';
import { welch } from '../../../bench/peers/welch';
import {
  aligned,
  chanceFactor,
  hellinger,
  lInfinity,
  robustDistance,
} from '../../../src/judge/statistics/category-distance';
import { fisherExact, type Table } from '../../../src/judge/statistics/fisher-exact';
import { goodnessOfFit } from '../../../src/judge/statistics/goodness-of-fit';
import { kolmogorovSmirnov } from '../../../src/judge/statistics/kolmogorov-smirnov';
import { rankShift } from '../../../src/judge/statistics/mann-whitney';
import {
  momentsOfShare,
  momentsOfSums,
  type Difference,
  type Moments,
} from '../../../src/judge/statistics/mean-effect';
import { stabilityIndex } from '../../../src/judge/statistics/population-stability';
import { quantileOf } from '../../../src/judge/statistics/quantile';
import { asymptoticSequence } from '../../../src/judge/statistics/sequence/asymptotic';
import { bernoulliSequence } from '../../../src/judge/statistics/sequence/bernoulli';
import { betaBinomialBound } from '../../../src/judge/statistics/sequence/beta-binomial';
import {
  mixturePrecision,
  normalMixtureBound,
} from '../../../src/judge/statistics/sequence/normal-mixture';
import { sameQuantileP } from '../../../src/judge/statistics/sequence/quantile-comparison';
import { quantileStitchingBound } from '../../../src/judge/statistics/sequence/quantile-stitching';

/** A published example: a method's name, its input, and the numbers that others get. */
export interface ReferenceCase {
  readonly id: string;
  readonly method: string;
  readonly input: Input;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly abs?: number; readonly rel?: number; readonly exact?: boolean };
}

/** What the cases call their inputs; each method has those it needs. */
interface Input extends KayentaMetric {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly conf: number;
  // Counts, categories, samples or sums: `never` is taken for any of them.
  readonly a: never;
  readonly b: never;
  readonly t: never;
  readonly data: readonly number[];
  readonly p: number;
  readonly table: Table;
  readonly observed: readonly number[];
  readonly weights: readonly number[];
  readonly current: readonly number[];
  readonly reference: readonly number[];
  readonly actual: readonly number[];
  readonly expected: readonly number[];
  readonly difference: Difference;
  readonly alpha: number;
  readonly tuningN: number;
  readonly side?: 'lower' | 'upper';
  readonly v: number;
  readonly vOpt: number;
  readonly alphaOpt: number;
  readonly g: number;
  readonly h: number;
  readonly successes: number;
  readonly trials: number;
  readonly sides: 1 | 2;
  readonly tOpt: number;
  readonly quantile: number;
  readonly offset: number;
  readonly truncation: number;
  readonly robust: boolean;
  readonly cAlpha?: number;
}

type Answer = Readonly<Record<string, unknown>>;

interface Sums {
  readonly n: number;
  readonly sum?: number;
  readonly sumSquares?: number;
  readonly successes?: number;
}

const methods: Readonly<Record<string, (input: Input) => Answer>> = {
  hodgesLehmannShift({ x, y, conf }) {
    const { shift, lower, upper } = rankShift(x, y, 1 - conf);
    return { hl: shift, ci: [lower, upper] };
  },
  kayentaMannWhitneyClassifier: (input) => ({ ...kayentaVerdict(input) }),
  zeroInflatedRateCompare({ experiment, control, confLevel, tolerance }) {
    const { estimate, lower, upper } = kayentaShift(experiment, control, confLevel);
    const high = lower > tolerance * Math.abs(estimate);
    return {
      kayentaClassification: high ? 'High' : 'Pass',
      kayentaCiLower: lower,
      kayentaCiUpper: upper,
      kayentaEstimate: estimate,
      exactHodgesLehmann: rankShift(experiment, control, 1 - confLevel).shift,
      meanExperiment: meanOf(experiment),
      meanControl: meanOf(control),
    };
  },
  cohensD: ({ a, b }) => ({ d: cohensD(a, b) }),
  commonLanguageEffectSize: ({ experiment, control }) => ({
    cles: commonLanguage(experiment, control),
  }),
  quantile: ({ data, p }) => ({ q: quantileOf(data, p) }),
  fisherExact: ({ table }) => ({ p: fisherExact(table) }),
  sampleRatioMismatch: ({ observed, weights }) => ({ p: goodnessOfFit(observed, weights).p }),
  chiSquareGof: ({ current, reference }) => ({ p: goodnessOfFit(current, reference).p }),
  welchFromSums({ a, b, difference, alpha }) {
    const found = welch(momentsOf(a), momentsOf(b), {
      difference,
      alpha,
    });
    return { ...found, se: found.error, ci: [found.lower, found.upper] };
  },
  asymptoticConfidenceSequence({ a, b, difference, alpha, tuningN, side }) {
    const arms = { stable: momentsOf(a), candidate: momentsOf(b) };
    const plan = { alpha, tuningN, ...(side && { side }) };
    const found = asymptoticSequence(arms, difference, plan);
    return { ...found, se: found.error, ci: [found.lower, found.upper] };
  },
  normalMixtureBound({ v, alpha, vOpt, alphaOpt, sides }) {
    const tuning = { v: vOpt, alpha: alphaOpt };
    return {
      rho: mixturePrecision(tuning, sides),
      bound: normalMixtureBound(v, alpha, { tuning, sides }),
    };
  },
  betaBinomialMixtureBound({ v, alpha, vOpt, alphaOpt, g, h }) {
    const tuning = { v: vOpt, alpha: alphaOpt };
    const bound = (sides: 1 | 2) => betaBinomialBound(v, alpha, { g, h, tuning, sides });
    return { boundTwoSided: bound(2), boundOneSided: bound(1) };
  },
  bernoulliConfidenceSequence: ({ successes, trials, alpha, tOpt }) => ({
    ci: bernoulliSequence(successes, trials, { alpha, tuningN: tOpt }),
  }),
  quantileDoubleStitchingBound({ t, alpha, tOpt }) {
    const bound = (p: number) => quantileStitchingBound(p, t, { alpha, tuningT: tOpt });
    return { p50: bound(0.5), p90: bound(0.9), p10: bound(0.1) };
  },
  quantileABPValue({ quantile, offset, tOpt }) {
    const arm = Array.from({ length: 1000 }, (_, index) => index + 1);
    const other = arm.map((value) => value + offset);
    return { p: sameQuantileP(arm, other, { p: quantile, tuningN: tOpt }) };
  },
  groupSequentialBounds({ t, alpha, sides, truncation }) {
    const spending = (information: number) => information ** 2;
    return {
      z: lanDeMetsBounds({ information: t, alpha: alpha / sides, spending, truncation }),
    };
  },
  lInfinity({ a, b, robust, alpha, cAlpha }) {
    const [ours, theirs] = aligned(new Map(Object.entries(a)), new Map(Object.entries(b)));
    const distance = lInfinity(ours, theirs);
    const c = cAlpha ?? (alpha === undefined ? undefined : chanceFactor(alpha));
    const sizes = { n: totalOf(ours), m: totalOf(theirs), ...(c !== undefined && { c }) };
    return { distance: robust ? robustDistance(distance, sizes) : distance };
  },
  lInfinityNumeric: ({ a, b }) => ({ distance: kolmogorovSmirnov(a, b).distance }),
  psi: ({ actual, expected }) => ({ psi: stabilityIndex(actual, expected).psi }),
  hellinger: ({ current, reference }) => ({ distance: hellinger(current, reference) }),
};

/** What we get for a case; throws where no method of ours has the name. */
export function answerTo({ method, input }: ReferenceCase): Answer {
  const answer = methods[method];
  if (!answer) throw new Error(`no method of ours answers ${method}`);
  return answer(input);
}

function momentsOf({ n, sum, sumSquares, successes }: Sums): Moments {
  return successes === undefined
    ? momentsOfSums(n, sum ?? NaN, sumSquares ?? NaN)
    : momentsOfShare(n, successes);
}

function totalOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

import { momentsOf, sumOf } from '../answers/exact-sum';
import { sharedBins } from '../answers/log-linear-histogram';
import { jensenShannon, lInfinity, robustDistance } from '../statistics/category-distance';
import { sum } from '../statistics/counting';
import { stabilityIndex } from '../statistics/population-stability';
import type { Baseline, BaselineFeature } from './baseline';
import { fewestChunks } from './baseline-of';
import { categoryCells, unseenTexts } from './category-cells';
import type { DatasetTally } from './dataset-tally';
import { emptyFeature, type FeatureTally } from './feature-tally';
import { findingsOf, type Finding, type FindingErrors, type Measure } from './finding';
import { distanceMeasure, shareMeasure, shiftMeasure } from './measures';
import { distanceOf, numberCells, tenths } from './number-cells';

/** Current data beside its baseline. */
export interface Comparison {
  readonly rows: { readonly baseline: number; readonly current: number };
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly features: readonly FeatureReport[];
  /** Features of the baseline that nothing could be compared of, and parts of it that were not there. */
  readonly uncompared: readonly string[];
  readonly missing: readonly string[];
  /** Features that the baseline does not know. */
  readonly extra: readonly string[];
}

/** How one feature stands, for people to read. */
export interface FeatureReport {
  readonly feature: string;
  readonly present: number;
  readonly absent: number;
  /** The distance as Model Monitor takes it by the file's method. */
  readonly distance?: number;
  /** Over ten cells of equal weight, or the categories; `psiExcess` is what chance does not explain. */
  readonly psi?: number;
  readonly psiExcess?: number;
  readonly jsd?: number;
  /** The first names that the baseline's domain has not. */
  readonly unseen?: readonly string[];
  /** Parts of the current data with a mean outside of three standard deviations of the means of the baseline's parts. */
  readonly chunk3sigma?: { readonly chunks: number; readonly outside: number };
}

export interface ComparisonRules {
  readonly shift: number;
  readonly slack: number;
  readonly errors: FindingErrors;
}

/** Every feature of the baseline beside the current rows; figures that the files do not allow are left out and named. */
export function compare(
  baseline: Baseline,
  current: DatasetTally,
  rules: ComparisonRules,
): Comparison {
  const seen = baseline.features.map((feature) =>
    compareFeature(feature, {
      tally: current.features[feature.name] ?? emptyFeature(),
      rows: current.rows,
      rules,
    }),
  );
  const known = new Set(baseline.features.map(({ name }) => name));
  return {
    rows: { baseline: baseline.rows, current: current.rows },
    findings: findingsOf(
      seen.flatMap(({ measures }) => measures),
      rules.errors,
    ),
    features: seen.map(({ report }) => report),
    uncompared: seen.flatMap(({ uncompared }) => uncompared ?? []),
    missing: baseline.missing,
    extra: Object.keys(current.features)
      .filter((name) => !known.has(name))
      .sort(),
  };
}

interface Given {
  readonly tally: FeatureTally;
  readonly rows: number;
  readonly rules: ComparisonRules;
}

interface Compared {
  readonly measures: readonly Measure[];
  readonly report: FeatureReport;
  /** The feature's name, and why where the baseline is not the cause. */
  readonly uncompared?: string;
}

function compareFeature(feature: BaselineFeature, given: Given): Compared {
  const { tally, rows } = given;
  const present = tally.numbers + tally.texts;
  const constrained = feature.rules.checked ? constraintMeasures(feature, given) : [];
  const values = feature.type === 'text' ? texts(feature, tally) : numbers(feature, given);
  const unseen = unseenTexts(feature, tally.categories)?.names ?? [];
  const chunk3sigma = chunksOutside(feature, tally);
  // Of a feature without a type its being there is all that can be asked for.
  const asked = feature.type === 'unknown' ? constrained.length > 0 : !feature.rules.compared;
  const compared = values.measures.length > 0 || asked;
  const unnamed =
    feature.type === 'text' && tally.numbers > 0 ? ' (its numbers were not read as names)' : '';
  return {
    measures: [...constrained, ...values.measures],
    report: {
      feature: feature.name,
      present,
      absent: Math.max(0, rows - present),
      ...values.figures,
      ...(unseen.length > 0 && { unseen }),
      ...(chunk3sigma && { chunk3sigma }),
    },
    ...(!compared && { uncompared: `${feature.name}${unnamed}` }),
  };
}

function constraintMeasures(
  feature: BaselineFeature,
  { tally, rows, rules: { slack } }: Given,
): Measure[] {
  const { name, type, completeness, nonNegative, rules } = feature;
  const { numbers: count, whole, texts: words } = tally;
  const measures: Measure[] = [];
  const share = (
    check: Measure['check'],
    allowed: number,
    counts: Parameters<typeof shareMeasure>[1],
  ) => measures.push(shareMeasure({ feature: name, check, limit: allowed + slack }, counts));
  if (completeness !== undefined)
    share('completeness_check', 1 - completeness, { n: rows, x: rows - count - words });
  if (type === 'number')
    share('data_type_check', 1 - rules.typeMatch, { n: count + words, x: words });
  if (type === 'whole')
    share('data_type_check', 1 - rules.typeMatch, { n: count + words, x: words + count - whole });
  if (nonNegative && type !== 'text')
    share('non_negative_check', 0, { n: count, x: negatives(tally) });
  const unseen = type === 'text' ? unseenTexts(feature, tally.categories) : undefined;
  if (unseen)
    share('categorical_values_check', 1 - rules.domainMatch, {
      n: words,
      x: unseen.x,
      most: unseen.most,
    });
  return measures;
}

function negatives({ histogram }: FeatureTally): number {
  return sum(sharedBins(histogram).map(([bin, held = 0]) => (bin < 0 ? held : 0)));
}

type Values = { readonly measures: readonly Measure[]; readonly figures: Partial<FeatureReport> };

function numbers(feature: BaselineFeature, { tally, rules: { shift } }: Given): Values {
  const { name, moments, rules } = feature;
  const { mean, sd } = momentsOf(tally.numbers, tally.sum, tally.squares);
  const current = { n: tally.numbers, mean, variance: sd * sd };
  const moved = moments && shiftMeasure({ feature: name, limit: shift }, moments, current);
  const cells =
    feature.numbers && resolved(feature)
      ? numberCells(feature.numbers, tally.histogram)
      : undefined;
  if (!cells || !rules.compared) return { measures: moved ? [moved] : [], figures: {} };
  const [n, m] = [sum(cells.baseline), sum(cells.current)];
  const distance = distanceOf(cells);
  const apart = distanceMeasure({ feature: name, limit: rules.distance }, distance, { n, m });
  const figures = figuresOf(feature, tenths(cells), distance.most);
  return { measures: moved ? [moved, apart] : [apart], figures };
}

/** Bins are 1.6 % wide: of values that all but agree, such as kelvins of a room, they see no distribution. */
function resolved({ moments, type }: BaselineFeature): boolean {
  if (!moments || moments.sd === 0) return true;
  const step = type === 'whole' ? 1 : 0;
  const bin = Math.abs(moments.mean) / 64;
  return moments.sd >= 2 * bin || bin <= step;
}

function texts(feature: BaselineFeature, tally: FeatureTally): Values {
  const { name, categories, rules } = feature;
  // Numbers that were not read as names cannot be found among names.
  if (!categories || !rules.compared || tally.numbers > 0) return { measures: [], figures: {} };
  const { baseline, current } = categoryCells(categories, tally.categories);
  const [n, m] = [sum(baseline), sum(current)];
  const far = n > 0 && m > 0 ? lInfinity(baseline, current) : 0;
  const cells = Math.max(1, baseline.length);
  const named = { feature: name, limit: rules.categoryDistance };
  const apart = distanceMeasure(named, { least: far, most: m > 0 ? far : 1, cells }, { n, m });
  return { measures: [apart], figures: figuresOf(feature, [baseline, current], far) };
}

function figuresOf(
  { rules }: BaselineFeature,
  [baseline, current]: readonly [readonly number[], readonly number[]],
  far: number,
): Partial<FeatureReport> {
  const [n, m] = [sum(baseline), sum(current)];
  if (!(n > 0 && m > 0)) return {};
  const { psi, excess } = stabilityIndex(baseline, current);
  const distance = rules.method === 'Robust' ? robustDistance(far, { n, m }) : far;
  return { distance, psi, psiExcess: excess, jsd: jensenShannon(baseline, current) };
}

function chunksOutside(
  { chunks }: BaselineFeature,
  tally: FeatureTally,
): FeatureReport['chunk3sigma'] {
  if (!chunks || chunks.count < fewestChunks) return undefined;
  const means = Object.values(tally.chunks.kept).map(({ n, sum: total }) => sumOf(total) / n);
  const outside = means.filter((mean) => Math.abs(mean - chunks.mean) > 3 * chunks.sd);
  return { chunks: means.length, outside: outside.length };
}

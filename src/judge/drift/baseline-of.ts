import { momentsOf, sumOf } from '../answers/exact-sum';
import { sharedBins, valueOfBin } from '../answers/log-linear-histogram';
import type {
  Bucket,
  ConstraintsFile,
  FeatureConstraints,
  FeatureStatistics,
  InferredType,
  MonitoringConfig,
  NumericalStatistics,
  StatisticsFile,
  StringStatistics,
} from './baseline-file';
import type { DatasetTally } from './dataset-tally';
import type { FeatureTally } from './feature-tally';

/** As many as Model Monitor makes. */
const buckets = 10;
/** Below this the spread of chunk means is a guess (the rule of three standard deviations asks for it). */
export const fewestChunks = 20;
/** A string with more values than this has no domain, it is free text. */
const largestDomain = 100;

/** What Model Monitor suggests where nobody says otherwise; every value must have its type and be in its domain. */
const config: MonitoringConfig = {
  evaluate_constraints: 'Enabled',
  emit_metrics: 'Enabled',
  datatype_check_threshold: 1,
  domain_content_threshold: 1,
  distribution_constraints: {
    perform_comparison: 'Enabled',
    comparison_threshold: 0.1,
    comparison_method: 'Robust',
    categorical_comparison_threshold: 0.1,
    categorical_drift_method: 'LInfinity',
  },
};

/** Statistics of rows, and the constraints they suggest, as files of Model Monitor; features in the order of their names. */
export function baselineOf(tally: DatasetTally): {
  readonly statistics: StatisticsFile;
  readonly constraints: ConstraintsFile;
} {
  const named = Object.entries(tally.features).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    statistics: {
      version: 0,
      dataset: { item_count: tally.rows },
      features: named.map(([name, feature]) => statisticsOf(name, feature, tally.rows)),
    },
    constraints: {
      version: 0,
      features: named.map(([name, feature]) => constraintsOf(name, feature, tally.rows)),
      monitoring_config: config,
    },
  };
}

function typeOf({ numbers, whole, texts }: FeatureTally): InferredType {
  if (numbers + texts === 0) return 'Unknown';
  if (texts > numbers) return 'String';
  return whole === numbers ? 'Integral' : 'Fractional';
}

function statisticsOf(name: string, feature: FeatureTally, rows: number): FeatureStatistics {
  const type = typeOf(feature);
  const present = feature.numbers + feature.texts;
  const common = { num_present: present, num_missing: rows - present };
  if (type === 'Unknown') return { name, inferred_type: type };
  return type === 'String'
    ? { name, inferred_type: type, string_statistics: ofStrings(feature, common) }
    : { name, inferred_type: type, numerical_statistics: ofNumbers(feature, common) };
}

function ofNumbers(
  feature: FeatureTally,
  common: NumericalStatistics['common'],
): NumericalStatistics {
  const { numbers, sum, squares, min = 0, max = 0, histogram } = feature;
  const { mean, sd } = momentsOf(numbers, sum, squares);
  const chunks = chunksOf(feature);
  return {
    common,
    mean,
    sum: sumOf(sum),
    std_dev: sd,
    min,
    max,
    distribution: {
      kll: { buckets: bucketsOf(feature, min, max) },
      log_linear: { bins: { ...histogram } },
    },
    ...(chunks && { chunks }),
  };
}

/** Equal widths from the least to the largest value; a value counts at the middle of its bin, 0.8 % off at most. */
function bucketsOf({ histogram }: FeatureTally, min: number, max: number): Bucket[] {
  const width = (max - min) / buckets;
  const edge = (index: number): number => (index === buckets ? max : min + index * width);
  const counts = new Array<number>(buckets).fill(0);
  for (const [bin, held = 0] of sharedBins(histogram)) {
    const at = width > 0 ? Math.floor((valueOfBin(bin) - min) / width) : 0;
    counts[Math.min(buckets - 1, Math.max(0, at))]! += held;
  }
  return counts.map((count, index) => ({
    lower_bound: edge(index),
    upper_bound: edge(index + 1),
    count,
  }));
}

function chunksOf({ chunks }: FeatureTally): NumericalStatistics['chunks'] {
  const means = Object.values(chunks.kept).map(({ n, sum }) => sumOf(sum) / n);
  if (means.length < fewestChunks) return undefined;
  const mean = means.reduce((total, value) => total + value, 0) / means.length;
  const squares = means.reduce((total, value) => total + (value - mean) ** 2, 0);
  return { count: means.length, mean, std_dev: Math.sqrt(squares / (means.length - 1)) };
}

function ofStrings(
  { categories }: FeatureTally,
  common: StringStatistics['common'],
): StringStatistics {
  const rows = Object.entries(categories.kept)
    .map(([value, { n }]) => ({ value, count: n }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const other = categories.other.n;
  return {
    common,
    distinct_count: rows.length,
    distribution: { categorical: { buckets: rows, ...(other > 0 && { other }) } },
  };
}

function constraintsOf(name: string, feature: FeatureTally, rows: number): FeatureConstraints {
  const type = typeOf(feature);
  const names = Object.keys(feature.categories.kept).sort();
  const isDomain =
    type === 'String' && feature.categories.other.n === 0 && names.length <= largestDomain;
  return {
    name,
    inferred_type: type,
    completeness: rows > 0 ? (feature.numbers + feature.texts) / rows : 0,
    ...(type !== 'String' &&
      type !== 'Unknown' && { num_constraints: { is_non_negative: (feature.min ?? 0) >= 0 } }),
    ...(isDomain && { string_constraints: { domains: names } }),
  };
}

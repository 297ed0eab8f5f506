/**
 * The two files that users of SageMaker Model Monitor know ("Schema for Statistics", "Schema for Constraints" of the
 * developer guide). What is ours beyond them (`log_linear`, `other`, `chunks`) other readers may ignore.
 */
export interface StatisticsFile {
  readonly version: 0;
  readonly dataset: { readonly item_count: number };
  readonly features: readonly FeatureStatistics[];
}

export type InferredType = 'Integral' | 'Fractional' | 'String' | 'Unknown';

export interface FeatureStatistics {
  readonly name: string;
  readonly inferred_type: InferredType;
  readonly numerical_statistics?: NumericalStatistics;
  readonly string_statistics?: StringStatistics;
}

export interface PresentValues {
  readonly num_present: number;
  readonly num_missing: number;
}

export interface NumericalStatistics {
  readonly common: PresentValues;
  readonly mean: number;
  readonly sum: number;
  readonly std_dev: number;
  readonly min: number;
  readonly max: number;
  readonly distribution: {
    readonly kll: { readonly buckets: readonly Bucket[] };
    /** Counts by bins of at most 1.6 %: ten equal buckets hide all but the tail of a skewed feature. */
    readonly log_linear?: { readonly bins: Readonly<Record<string, number>> };
  };
  /** The means of the parts of the data, where there are enough of them. */
  readonly chunks?: { readonly count: number; readonly mean: number; readonly std_dev: number };
}

/** From `lower_bound`, to below `upper_bound`; the last one holds its upper bound too. */
export interface Bucket {
  readonly lower_bound: number;
  readonly upper_bound: number;
  readonly count: number;
}

export interface StringStatistics {
  readonly common: PresentValues;
  readonly distinct_count: number;
  readonly distribution: {
    readonly categorical: {
      readonly buckets: readonly { readonly value: string; readonly count: number }[];
      /** Values whose names come after the last of `buckets`. */
      readonly other?: number;
    };
  };
}

export interface ConstraintsFile {
  readonly version: 0;
  readonly features: readonly FeatureConstraints[];
  readonly monitoring_config: MonitoringConfig;
}

export interface FeatureConstraints {
  readonly name: string;
  readonly inferred_type: InferredType;
  /** Share of values that are there. */
  readonly completeness: number;
  readonly num_constraints?: { readonly is_non_negative: boolean };
  readonly string_constraints?: { readonly domains: readonly string[] };
}

export interface MonitoringConfig {
  readonly evaluate_constraints: 'Enabled' | 'Disabled';
  readonly emit_metrics: 'Enabled' | 'Disabled';
  /** Share of the values that must have the type, and of the strings that must be in the domain. */
  readonly datatype_check_threshold: number;
  readonly domain_content_threshold: number;
  readonly distribution_constraints: {
    readonly perform_comparison: 'Enabled' | 'Disabled';
    readonly comparison_threshold: number;
    readonly comparison_method: 'Simple' | 'Robust';
    readonly categorical_comparison_threshold: number;
    readonly categorical_drift_method: 'LInfinity';
  };
}

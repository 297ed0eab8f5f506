import type { Histogram } from '../answers/log-linear-histogram';

/** What the current data is compared with, as far as its files say. */
export interface Baseline {
  readonly rows: number;
  readonly features: readonly BaselineFeature[];
  /** Parts that were not there or made no sense, `age.std_dev`: nothing is guessed in their place. */
  readonly missing: readonly string[];
}

export interface BaselineFeature {
  readonly name: string;
  readonly type: 'number' | 'whole' | 'text' | 'unknown';
  readonly moments?: { readonly n: number; readonly mean: number; readonly sd: number };
  readonly numbers?: NumberCounts;
  readonly categories?: CategoryCounts;
  /** Of the means of the baseline's own parts. */
  readonly chunks?: { readonly count: number; readonly mean: number; readonly sd: number };
  /** Share of values that are there. */
  readonly completeness?: number;
  readonly nonNegative: boolean;
  readonly domain?: ReadonlySet<string>;
  readonly rules: FeatureRules;
}

export type NumberCounts =
  | { readonly histogram: Histogram }
  /** One more edge than counts. */
  | { readonly edges: readonly number[]; readonly counts: readonly number[] };

export interface CategoryCounts {
  readonly counts: ReadonlyMap<string, number>;
  /** Values that are not among them. */
  readonly other: number;
  /** Where there are others: `first`, the counts are of the first names by code unit; `some`, of any. */
  readonly kept: 'all' | 'first' | 'some';
}

/** The thresholds of `monitoring_config`, a feature's own ones over those of all. */
export interface FeatureRules {
  readonly checked: boolean;
  readonly compared: boolean;
  /** Shares of values that must have the type and be in the domain. */
  readonly typeMatch: number;
  readonly domainMatch: number;
  readonly distance: number;
  readonly categoryDistance: number;
  readonly method: 'Simple' | 'Robust';
}

/** The features whose numbers are names, for reading the current rows the same way. */
export function textFeatures({ features }: Baseline): ReadonlySet<string> {
  return new Set(features.filter(({ type }) => type === 'text').map(({ name }) => name));
}

/** Figures of samples that are not known one by one. */
export interface StatisticSet {
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Whether all samples are equal, and so known after all: "Min and Max are equal, and Sum is equal to
 * Min multiplied by SampleCount" (PutMetricData).
 */
export function isUniform({ sampleCount, sum, minimum, maximum }: StatisticSet): boolean {
  const expected = minimum * sampleCount;
  return minimum === maximum && Math.abs(sum - expected) <= 1e-9 * Math.abs(expected);
}

/** The figures of the samples of both. */
export function united(one: StatisticSet, other: StatisticSet): StatisticSet {
  return {
    sampleCount: one.sampleCount + other.sampleCount,
    sum: one.sum + other.sum,
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
  };
}

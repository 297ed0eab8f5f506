/** The sum as doubles add up in this order; 0 of none. */
export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** The sum of counts; NaN where one of them is none. */
export function totalOf(counts: readonly number[]): number {
  return counts.every((count) => count >= 0 && count < Infinity) ? sum(counts) : NaN;
}

/** Whether that is a number of things, small enough to be exact. */
export const isCount = (value: unknown): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 0;

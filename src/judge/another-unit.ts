/** This far from a limit is in another unit, not that slow or that fast. */
const unitFactor = 1000;

/** Whether all values are so far from a limit, on one side of it, that milliseconds were taken for microseconds or the other way round. */
export function isAnotherUnit(values: readonly number[], limit: number): boolean {
  return (
    values.every((value) => value >= limit * unitFactor) ||
    values.every((value) => value <= limit / unitFactor)
  );
}

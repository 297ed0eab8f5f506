/** One store of the sandbox as plain records that outlive it. */
export interface StatePart<Kept> {
  readonly snapshot: () => Kept;
  /** `savedAt`: when the records were taken, ms. */
  readonly restore: (kept: Kept, savedAt: number) => void;
}

/** Parts by the name that their records are kept under. */
export type StateParts = Readonly<
  Record<string, Pick<StatePart<never>, 'restore'> & Pick<StatePart<unknown>, 'snapshot'>>
>;

/** Every part as plain records, by its name. */
export function snapshotOf(parts: StateParts): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.snapshot()]));
}

/** Brings parts back from what `snapshotOf` gave at a time, ms. */
export function restoreParts(
  parts: StateParts,
  records: Readonly<Record<string, unknown>>,
  savedAt: number,
): void {
  for (const [name, part] of Object.entries(parts)) part.restore(records[name] as never, savedAt);
}

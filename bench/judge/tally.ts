/** How many of a rule's bakes ended in which way; plain data that threads can send and that adds up. */
export interface Tally {
  replicates: number;
  /** Rolled back, by the period after which that happened, from 1; index 0 is not used. */
  readonly rolledBack: number[];
  /** Promoted at the end of the bake. */
  promoted: number;
  /** Promoted only after the bake was extended. */
  promotedLate: number;
}

export function emptyTally(): Tally {
  return { replicates: 0, rolledBack: [], promoted: 0, promotedLate: 0 };
}

export function countRollback(tally: Tally, period: number): void {
  tally.rolledBack[period] = (tally.rolledBack[period] ?? 0) + 1;
}

/** Adds `more` to `total`. */
export function addTally(total: Tally, more: Tally): void {
  total.replicates += more.replicates;
  total.promoted += more.promoted;
  total.promotedLate += more.promotedLate;
  // Sparse places arrive as holes.
  for (const [period, count = 0] of more.rolledBack.entries())
    total.rolledBack[period] = (total.rolledBack[period] ?? 0) + count;
}

/** Share of the bakes that were rolled back after at most `periods`. */
export function rollbackShare({ rolledBack, replicates }: Tally, periods: number): number {
  let count = 0;
  for (let period = 1; period <= periods; period += 1) count += rolledBack[period] ?? 0;
  return count / replicates;
}

/** Share of the bakes that were promoted, extension included. */
export function promotedShare({ promoted, promotedLate, replicates }: Tally): number {
  return (promoted + promotedLate) / replicates;
}

/** The period after which `share` of all bakes had been rolled back; undefined where that is never reached. */
export function rollbackDelay(
  { rolledBack, replicates }: Tally,
  share: number,
): number | undefined {
  let count = 0;
  for (let period = 1; period < rolledBack.length; period += 1) {
    count += rolledBack[period] ?? 0;
    if (count >= share * replicates) return period;
  }
  return undefined;
}

import { momentsOfSums, type Moments } from '../statistics/mean-effect';

/** Sums of a business metric over units: a unit is what the split sends to one arm, such as a user. */
export interface ArmSums {
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
}

/** What both arms did in one settled, whole stretch of time, such as a day. */
export interface AbRow {
  /** ISO, UTC. */
  readonly start: string;
  readonly seconds: number;
  readonly candidate: ArmSums;
  readonly stable: ArmSums;
}

export interface AbTotals {
  readonly candidate: ArmSums;
  readonly stable: ArmSums;
  /** Covered by rows. */
  readonly days: number;
  /** From the first row to the last that nothing was reported for. */
  readonly missingDays: number;
}

const day = 86_400;

export function totalsOf(rows: readonly AbRow[]): AbTotals {
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const [first, last] = [rows[0], rows.at(-1)];
  const span = first && last ? startOf(last) - startOf(first) + last.seconds : 0;
  return {
    candidate: added(rows.map(({ candidate }) => candidate)),
    stable: added(rows.map(({ stable }) => stable)),
    days: seconds / day,
    missingDays: (span - seconds) / day,
  };
}

/** The rows that begin in the first half of the time, and the rest. */
export function halvesOf(rows: readonly AbRow[]): readonly [readonly AbRow[], readonly AbRow[]] {
  const { days } = totalsOf(rows);
  const from = rows[0] ? startOf(rows[0]) : 0;
  const early = (row: AbRow): boolean => startOf(row) < from + (days * day) / 2;
  return [rows.filter(early), rows.filter((row) => !early(row))];
}

export function armMoments({ n, sum, sumSquares }: ArmSums): Moments {
  return momentsOfSums(n, sum, sumSquares);
}

/**
 * Of how many units at least the sum is made, (Σx)² / Σx²: the conversions themselves where each counts 1, fewer
 * where a few units bring most of it.
 */
export function conversions({ sum, sumSquares }: ArmSums): number {
  return sumSquares > 0 ? (sum * sum) / sumSquares : 0;
}

/** Why these cannot be sums of such a metric, as one clause; undefined for sound ones. */
export function rowsFault(rows: readonly AbRow[], measure: 'rate' | 'mean'): string | undefined {
  let free = -Infinity;
  for (const row of rows) {
    const at = startOf(row);
    if (!Number.isFinite(at)) return `a row starts at ${JSON.stringify(row.start)}`;
    if (!(row.seconds > 0 && row.seconds < Infinity))
      return `the row of ${row.start} has ${String(row.seconds)} s`;
    if (at < free) return `the row of ${row.start} begins before the one before it has ended`;
    free = at + row.seconds;
    const wrong = sumsFault(row.candidate, measure) ?? sumsFault(row.stable, measure);
    if (wrong !== undefined) return `the row of ${row.start} has ${wrong}`;
  }
  return undefined;
}

function sumsFault({ n, sum, sumSquares }: ArmSums, measure: 'rate' | 'mean'): string | undefined {
  const shown = `a sum of ${String(sum)} and of squares of ${String(sumSquares)} over ${String(n)} units`;
  if (!Number.isSafeInteger(n) || n < 0) return shown;
  if (!Number.isFinite(sum) || !Number.isFinite(sumSquares)) return shown;
  // Cauchy and Schwarz; the sums were rounded on their way.
  if (!(sumSquares >= 0 && sum * sum <= n * sumSquares * (1 + 1e-9))) return shown;
  const isRate = Number.isInteger(sum) && sum <= n && sumSquares === sum;
  return measure === 'rate' && !isRate ? `${shown}; of a rate every unit counts 0 or 1` : undefined;
}

function added(arms: readonly ArmSums[]): ArmSums {
  return arms.reduce(
    (all, { n, sum, sumSquares }) => ({
      n: all.n + n,
      sum: all.sum + sum,
      sumSquares: all.sumSquares + sumSquares,
    }),
    { n: 0, sum: 0, sumSquares: 0 },
  );
}

const startOf = ({ start }: AbRow): number => Date.parse(start) / 1000;

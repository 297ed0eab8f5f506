import type { Carried } from './carried';
import { relativeVotes, type EProcess } from './e-process';
import type { Count, Period } from './observation';

/** Fewest bad requests that may fail a candidate: one is never a pattern. */
export const fewestBad = 2;
/** Above these odds the stable is taken to break the limit too. */
const suspectOdds = 3;

export interface Question {
  /** A process per arm against "the share of bad requests is within the limit"; absent: judge against the stable alone. */
  readonly process?: (from?: readonly number[]) => EProcess<Count>;
  /** Chance of failing a candidate that keeps the limit. */
  readonly alpha: number;
  /** The candidate's share must also be above this, where given. */
  readonly above?: number;
}

/** What the periods prove against the candidate; odds are the largest reached. */
export interface Evidence {
  readonly harm: boolean;
  /** The candidate broke the limit, but so did the stable, and nothing says that the candidate is worse. */
  readonly environment: boolean;
  readonly odds: number;
  readonly oddsNeeded: number;
  readonly stableOdds: number;
  readonly relativeOdds: number;
  /** Start of the period at which harm was proven. */
  readonly at?: string;
  readonly carry: Carried;
}

/** Runs over the periods in their order, as somebody who looks after each one would have. */
export function weigh(periods: readonly Period[], question: Question, before?: Carried): Evidence {
  const oddsNeeded = 1 / question.alpha;
  const own = question.process?.(before?.own);
  const stables = question.process?.(before?.stable);
  const relative = relativeVotes(before?.relative);
  let relativeOdds = relative.odds();
  let odds = own?.odds() ?? relativeOdds;
  let stableOdds = stables?.odds() ?? 1;
  let { n, x } = before?.candidate ?? { n: 0, x: 0 };
  let at: string | undefined;
  for (const { start, candidate, stable: bracket } of periods) {
    // In doubt the stable is taken to be as bad as it can be: that only ever spares the candidate.
    const stable = { n: bracket.n, x: bracket.most ?? bracket.x };
    n += candidate.n;
    x += candidate.x;
    relativeOdds = Math.max(relativeOdds, relative.after({ candidate, stable }));
    odds = own ? Math.max(odds, own.after(candidate)) : relativeOdds;
    if (stables) stableOdds = Math.max(stableOdds, stables.after(stable));
    const spared = stableOdds >= suspectOdds && relativeOdds < oddsNeeded;
    const proven = odds >= oddsNeeded && x >= fewestBad && x > (question.above ?? 0) * n;
    if (proven && !spared) at ??= start;
  }
  const harm = at !== undefined;
  const environment = !harm && odds >= oddsNeeded && x >= fewestBad && stableOdds >= suspectOdds;
  const carry: Carried = {
    candidate: { n, x },
    own: own?.capitals() ?? [],
    stable: stables?.capitals() ?? [],
    relative: relative.capitals(),
  };
  const found = { harm, environment, odds, oddsNeeded, stableOdds, relativeOdds, carry };
  return at === undefined ? found : { ...found, at };
}

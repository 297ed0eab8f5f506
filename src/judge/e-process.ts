import type { Count } from './observation';

/**
 * Evidence against a hypothesis, period by period: what a fair bet against it would have won so far, from 1.
 * The chance that it ever reaches 1/alpha while the hypothesis holds is at most alpha (Ville's inequality),
 * however often one looks.
 */
export interface EProcess<Item> {
  /** Mean capital of the betters. */
  readonly odds: () => number;
  /** The same after one more period. */
  readonly after: (item: Item) => number;
  /** What each better has now; a process that starts from it goes on as if it had never stopped. */
  readonly capitals: () => readonly number[];
}

export interface ArmPeriod {
  readonly candidate: Count;
  readonly stable: Count;
}

// Stakes as shares of the largest one that cannot go bankrupt; small ones win on long weak evidence, large ones on short.
const stakes = [0.02, 0.1, 0.4, 0.95];
const relativeStakes = [0.05, 0.2, 0.5, 0.9];

/**
 * Bets that a period's share of bad requests is above `limit`. One bounded vote a period: valid under any
 * dependence inside a period, such as a restarting container or a retry storm.
 */
export function periodVotes(limit: number, from?: readonly number[]): EProcess<Count> {
  return mixture(stakes, from, (stake, { n, x }) =>
    n > 0 ? 1 + (stake / limit) * (x / n - limit) : 1,
  );
}

/** How many requests in a row may share one fate; see `requestVotes`. */
export const burst = 10;

/**
 * Bets request by request that the share of bad ones is above `limit`, for limits such as 0.5 at which one
 * vote a period would need a dozen periods. The likelihood ratio is tempered by 1/burst, which keeps it valid
 * for any dependence among up to `burst` requests (Hölder's inequality), and capped at `cap` a period, so
 * that one stalled period alone never decides.
 */
export function requestVotes(
  limit: number,
  cap: number,
  from?: readonly number[],
): EProcess<Count> {
  const alternatives = [0.1, 0.25, 0.5, 0.75, 0.95].map((part) => limit + part * (1 - limit));
  return mixture(alternatives, from, (share, { n, x }) => {
    const bad = x * Math.log(share / limit);
    const good = (n - x) * Math.log((1 - share) / (1 - limit));
    return Math.min(cap, Math.exp((bad + good) / burst));
  });
}

/** Bets that the candidate has more of a period's bad requests than its share of all; only the split is used, so load and weights may change. */
export function relativeVotes(from?: readonly number[]): EProcess<ArmPeriod> {
  return mixture(relativeStakes, from, (stake, { candidate, stable }) => {
    const bad = candidate.x + stable.x;
    if (bad <= 0 || candidate.n <= 0 || stable.n <= 0) return 1;
    const share = candidate.n / (candidate.n + stable.n);
    return 1 + (stake / share) * (candidate.x / bad - share);
  });
}

/** Capitals that another number of betters left are not theirs to go on with. */
function mixture<Item>(
  betters: readonly number[],
  from: readonly number[] | undefined,
  factor: (better: number, item: Item) => number,
): EProcess<Item> {
  const capitals = betters.map((_, index) =>
    from?.length === betters.length ? (from[index] ?? 1) : 1,
  );
  const odds = (): number =>
    capitals.reduce((total, capital) => total + capital, 0) / capitals.length;
  return {
    odds,
    after: (item) => {
      // A plain loop: a day of minutes for ten gates comes through here 43,200 times.
      let total = 0;
      for (let index = 0; index < betters.length; index += 1) {
        const grown = capitals[index]! * factor(betters[index]!, item);
        // Less than was won never proves too much, and an infinite capital would not outlive JSON.
        const capital = Math.min(Number.MAX_VALUE, grown);
        capitals[index] = capital;
        total += capital;
      }
      return total / betters.length;
    },
    capitals: () => [...capitals],
  };
}

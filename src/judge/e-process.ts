import type { Count } from './observation';

/**
 * Evidence against a hypothesis, period by period: what a fair bet against it would have won so far, from 1.
 * The chance that it ever reaches 1/alpha while the hypothesis holds is at most alpha (Ville's inequality),
 * however often one looks.
 */
export type EProcess = (period: { readonly candidate: Count; readonly stable: Count }) => number;

// Stakes as shares of the largest one that cannot go bankrupt; small ones win on long weak evidence, large ones on short.
const stakes = [0.02, 0.1, 0.4, 0.95];
const relativeStakes = [0.05, 0.2, 0.5, 0.9];

/**
 * Bets that a period's share of bad requests is above `limit`. One bounded vote a period: valid under any
 * dependence inside a period, such as a restarting container or a retry storm.
 */
export function periodVotes(limit: number): (count: Count) => number {
  return mixture(stakes, (stake, { n, x }: Count) =>
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
export function requestVotes(limit: number, cap: number): (count: Count) => number {
  const alternatives = [0.1, 0.25, 0.5, 0.75, 0.95].map((part) => limit + part * (1 - limit));
  return mixture(alternatives, (share, { n, x }: Count) => {
    const bad = x * Math.log(share / limit);
    const good = (n - x) * Math.log((1 - share) / (1 - limit));
    return Math.min(cap, Math.exp((bad + good) / burst));
  });
}

/** Bets that the candidate has more of a period's bad requests than its share of all; only the split is used, so load and weights may change. */
export function relativeVotes(): EProcess {
  return mixture(relativeStakes, (stake, { candidate, stable }) => {
    const bad = candidate.x + stable.x;
    if (bad <= 0 || candidate.n <= 0 || stable.n <= 0) return 1;
    const share = candidate.n / (candidate.n + stable.n);
    return 1 + (stake / share) * (candidate.x / bad - share);
  });
}

/** Mean capital of several betters. Overflow to infinity stays above, underflow to zero below any level: both are safe. */
function mixture<T>(betters: readonly number[], factor: (better: number, item: T) => number) {
  const capitals = betters.map(() => 1);
  return (item: T): number => {
    let total = 0;
    for (const [index, better] of betters.entries()) {
      capitals[index]! *= factor(better, item);
      total += capitals[index]!;
    }
    return total / betters.length;
  };
}

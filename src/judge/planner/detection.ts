import type { Rules } from '../assessment';
import { relativeVotes } from '../e-process';
import { fewestBad } from '../evidence';
import { randomFrom } from './random';

/** The traffic of a bake, as means a period. */
export interface BakeTraffic {
  readonly periods: number;
  readonly candidate: number;
  readonly stable: number;
  /** Of the stable's requests, the share that is bad. */
  readonly stableShare: number;
}

const seed = 20_261_121;
/** Draws times periods of one trial; a day of minutes still gets the fewest draws. */
const budget = 12_000;
const draws = { fewest: 100, most: 400 };
const halvings = 9;
/** Harm that a day of minutes does not show is not promised. */
const mostPeriods = 1440;

/**
 * Smallest share of bad requests, 0..1, that fails the candidate by the end of the bake with this chance: bisection
 * over simulated bakes, the same ones for the same input. Undefined where not even a dead candidate is found so surely.
 */
export function smallestFound(
  rules: Rules,
  traffic: BakeTraffic,
  chance: number,
): number | undefined {
  if (!(traffic.periods >= 1)) return undefined;
  if (power(rules, traffic, 1) < chance) return undefined;
  let low = Math.log(Math.min(0.5, Math.max(1e-9, rules.limit)));
  let high = 0;
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (power(rules, traffic, Math.exp(middle)) >= chance) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}

/** Share of simulated bakes in which a candidate with this share of bad requests is failed. */
function power(rules: Rules, traffic: BakeTraffic, share: number): number {
  const periods = Math.min(mostPeriods, Math.floor(traffic.periods));
  const count = Math.round(Math.max(draws.fewest, Math.min(draws.most, budget / periods)));
  const random = randomFrom(seed);
  let found = 0;
  for (let draw = 0; draw < count; draw += 1) {
    const bake = { ...traffic, periods };
    if (isFound(rules, bake, { share, poisson: (mean) => random.poisson(mean) })) found += 1;
  }
  return found / count;
}

/** One bake, looked at after each period as the watch does; counts of bad and of good requests are Poisson. */
function isFound(
  { question }: Rules,
  { periods, candidate, stable, stableShare }: BakeTraffic,
  { share, poisson }: { readonly share: number; readonly poisson: (mean: number) => number },
): boolean {
  const own = question.process?.();
  const relative = relativeVotes();
  const needed = 1 / question.alpha;
  let [n, x] = [0, 0];
  for (let period = 0; period < periods; period += 1) {
    const bad = poisson(candidate * share);
    const here = { n: bad + poisson(candidate * (1 - share)), x: bad };
    n += here.n;
    x += bad;
    const odds = own ? own.after(here) : relative.after({ candidate: here, stable: stableCount() });
    if (odds >= needed && x >= fewestBad && x > (question.above ?? 0) * n) return true;
  }
  return false;

  function stableCount(): { n: number; x: number } {
    const bad = poisson(stable * stableShare);
    return { n: bad + poisson(stable * (1 - stableShare)), x: bad };
  }
}

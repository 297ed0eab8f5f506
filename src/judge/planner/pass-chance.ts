import type { Rules } from '../assessment';
import { spentAt } from '../statistics/upper-bound';
import { chanceAtMost, mostBad } from './binomial-sums';

/** What the judge will have at a final look: requests as their mean, periods for certain. */
export interface Sample {
  readonly requests: number;
  readonly periods: number;
  /** As many as there are periods, for certain: one value each. */
  readonly steady?: boolean;
}

/** Middles of nine equally likely parts of a normal law: arrivals are Poisson, and a minimum is a cliff. */
const ninths = [-1.593, -0.967, -0.589, -0.282, 0, 0.282, 0.589, 0.967, 1.593];

/** A sum over more terms than this is taken in strides; so many bad requests are spread smoothly. */
const mostTerms = 300;

/**
 * Chance that a candidate with this share of bad requests has passed by each of at most two final looks, 0..1: exact
 * binomial sums over the judge's own rule, averaged over how many requests arrive. Periods count as independent.
 */
export function passChances(rules: Rules, looks: readonly Sample[], share: number): number[] {
  const [first, second] = looks;
  if (!first) return [];
  const offsets = first.steady ? [0] : ninths;
  const by = [0, 0];
  for (const offset of offsets) {
    const n = Math.max(0, Math.round(first.requests + offset * Math.sqrt(first.requests)));
    const most = allowed(n, first, rules, 1);
    const once = chanceAtMost(most, n, share);
    by[0]! += once / offsets.length;
    if (!second) continue;
    const more = Math.max(0, Math.round(second.requests - first.requests));
    const twice = allowed(n + more, second, rules, 2);
    by[1]! += (once + laterChance({ n, more, most, twice }, share)) / offsets.length;
  }
  return by.slice(0, looks.length).map((chance) => Math.min(1, chance));
}

function allowed(n: number, { periods }: Sample, rules: Rules, look: number): number {
  return periods < rules.minimum.periods ? -1 : mostBad(n, rules, spentAt(look));
}

/** Chance of more than `most` bad ones of the first n, and of no more than `twice` of all. */
function laterChance(
  { n, more, most, twice }: Record<'n' | 'more' | 'most' | 'twice', number>,
  share: number,
): number {
  const spread = 8 * Math.sqrt(n * share * (1 - share)) + 8;
  const from = Math.max(most + 1, Math.floor(n * share - spread), 0);
  const to = Math.min(twice, n, Math.ceil(n * share + spread));
  const stride = Math.max(1, Math.ceil((to - from + 1) / mostTerms));
  let chance = 0;
  for (let bad = from; bad <= to; bad += stride) {
    const last = Math.min(bad + stride - 1, to);
    const here = chanceAtMost(last, n, share) - chanceAtMost(bad - 1, n, share);
    const rest = chanceAtMost(twice - Math.floor((bad + last) / 2), more, share);
    chance += here * rest;
  }
  return chance;
}

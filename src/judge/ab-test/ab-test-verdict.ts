import { percent, quantity } from '../figures';
import { resultOf } from '../result';
import { shareInterval } from '../statistics/share-interval';
import { upperBound } from '../statistics/upper-bound';
import type { ArmCount, Look, Reason, Verdict } from '../verdict';
import { gateFault, type AbTestGate } from './ab-test-gate';
import { testError } from './ab-test-plan';
import { conversions, rowsFault, totalsOf } from './arm-sums';
import type { AbRow, AbTotals, ArmSums } from './arm-sums';
import { gainOf, isKnown, type Gain } from './gain';
import { halvesEffect, type HalvesEffect } from './halves-effect';

export interface AbTestVerdict extends Verdict {
  readonly outcome: 'win' | 'lose' | 'no-difference' | 'open';
  readonly days: number;
  /** Absent where the arms do not say. */
  readonly gain?: Gain;
  readonly halves?: HalvesEffect;
}

/** Chance of calling a right split wrong, over all looks. */
const splitError = 0.001;

/**
 * Whether the candidate does better on a business metric. The interval holds however often one looks; a loss is
 * called on any day, so that harm ends, all else in whole weeks only, since weekdays differ. Sums that cannot be
 * judged are inconclusive, never an exception.
 */
export function abTestVerdict(gate: AbTestGate, rows: readonly AbRow[], look: Look): AbTestVerdict {
  const fault = gateFault(gate) ?? rowsFault(rows, gate.measure);
  const seen = weigh(gate, fault === undefined ? rows : []);
  const { gain, totals, halves } = seen;
  const [reason, sentence] =
    fault !== undefined
      ? (['bad-input', `The A/B test on ${gate.metric} cannot be judged: ${fault}.`] as const)
      : finding(gate, seen, look);
  return {
    result: resultOf(reason),
    outcome: outcomeOf(reason),
    gate: gate.id,
    reason,
    sentence,
    ...(isKnown(gain) && { value: gain.estimate, gain }),
    limit: 0 - gate.margin,
    unit: 'ratio',
    candidate: arm(totals.candidate, gate.measure),
    stable: arm(totals.stable, gate.measure),
    days: totals.days,
    ...(halves && { halves }),
    method:
      'asymptotic confidence sequence of the relative difference, 95 %, tuned at the planned units /1',
  };
}

interface Seen {
  readonly totals: AbTotals;
  readonly gain: Gain;
  /** Of the candidate, by the number of units. */
  readonly share: readonly [lower: number, upper: number];
  readonly halves?: HalvesEffect;
}

function weigh(gate: AbTestGate, rows: readonly AbRow[]): Seen {
  const totals = totalsOf(rows);
  const all = totals.candidate.n + totals.stable.n;
  // One look a day, or a row: k (k + 1) of them spend no more than all of it.
  const looks = Math.max(1, rows.length);
  const share = shareInterval(
    { n: all, x: totals.candidate.n },
    splitError / (looks * (looks + 1)),
  );
  const halves = halvesEffect(rows);
  const gain = gainOf(gate, totals);
  return { totals, gain, share, ...(halves && { halves }) };
}

function finding(gate: AbTestGate, seen: Seen, look: Look): readonly [Reason, string] {
  const { totals, gain, share } = seen;
  const { candidate, stable, days, missingDays } = totals;
  const { metric, margin, minimum, plannedShare } = gate;
  const units = candidate.n + stable.n;
  if (units === 0) return ['no-traffic', `No unit took part in the A/B test on ${metric}.`];
  const said = sentenceOf(gate, seen);
  if (missingDays > 0)
    return ['missing-data', `${said}; ${quantity(missingDays)} days in between are missing.`];
  if (!(share[0] <= plannedShare && plannedShare <= share[1]))
    return [
      'split-mismatch',
      `The candidate got ${percent(candidate.n / units)} of ${units} units, planned are ${percent(plannedShare)}, and chance explains no less than ${percent(share[0])} and no more than ${percent(share[1])}: the arms cannot be compared.`,
    ];
  // A candidate that stopped the conversions shall not be excused by having none.
  const expected = conversions(stable) * Math.min(1, candidate.n / stable.n);
  const lost = expected >= minimum.conversions && gain.upper < -margin;
  const fewest = Math.min(conversions(candidate), conversions(stable));
  if (fewest < minimum.conversions && !lost)
    return [
      'too-few-conversions',
      `${said}; one arm has only ${Math.floor(fewest)} conversions of the ${minimum.conversions} that a conclusion needs.`,
    ];
  if (!(stable.sum > 0 && candidate.sum >= 0))
    return ['bad-input', `${metric} is not positive: a relative difference says nothing.`];
  if (lost)
    return [
      'worse-than-stable',
      `${said}; that is worse by more than the margin of ${percent(margin)}.`,
    ];
  if (!look.final) return ['too-early', `${said}, so far.`];
  if (days < minimum.days || days % 7 !== 0)
    return [
      'partial-week',
      `${said}; a conclusion needs whole weeks, at least ${minimum.days} days.`,
    ];
  if (gain.lower > 0) return ['better-than-stable', `${said}; that is better.${fading(seen)}`];
  if (gain.lower >= -margin && gain.upper <= margin)
    return [
      gate.equal === 'pass' ? 'within-limit' : 'no-difference',
      `${said}; that is no difference beyond the margin of ${percent(margin)}.`,
    ];
  if (days >= gate.maxDays)
    return [
      'out-of-time',
      `${said}; neither is proven better after ${gate.maxDays} days, and the test may take no longer.`,
    ];
  return ['difference-not-proven', `${said}; neither is proven better yet.`];
}

function sentenceOf(gate: AbTestGate, { totals, gain }: Seen): string {
  const { candidate, stable, days } = totals;
  const shown = (sums: ArmSums): string =>
    sums.n === 0
      ? 'nothing'
      : gate.measure === 'rate'
        ? percent(sums.sum / sums.n)
        : quantity(sums.sum / sums.n);
  const said = `${gate.metric} is ${shown(candidate)} of ${candidate.n} units with the candidate and ${shown(stable)} of ${stable.n} with the stable over ${quantity(days)} days`;
  if (!isKnown(gain)) return said;
  return `${said}, ${signed(gain.estimate)} to the good (95 % sure however often one looks: ${signed(gain.lower)} to ${signed(gain.upper)})`;
}

function fading({ halves }: Seen): string {
  if (!halves || halves.p >= 0.05) return '';
  return ` The difference went from ${signed(halves.first)} in the first half to ${signed(halves.second)} in the second: it may be novelty.`;
}

const signed = (ratio: number): string => `${ratio < 0 ? '−' : '+'}${percent(Math.abs(ratio))}`;

function outcomeOf(reason: Reason): AbTestVerdict['outcome'] {
  if (reason === 'better-than-stable') return 'win';
  if (reason === 'worse-than-stable') return 'lose';
  return reason === 'within-limit' || reason === 'no-difference' ? 'no-difference' : 'open';
}

function arm({ n, sum }: ArmSums, measure: AbTestGate['measure']): ArmCount {
  const x = measure === 'rate' ? sum : 0;
  const upper = measure === 'rate' ? upperBound({ n, x }, testError) : n > 0 ? 0 : 1;
  return { n, x, ratio: n > 0 ? x / n : 0, upper };
}

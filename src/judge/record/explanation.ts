import { counted, duration, percent } from '../figures';
import type { Gate } from '../gate';
import { quantileName } from '../latency-verdict';
import type { QuantileInterval } from '../quantile-interval';
import type { ArmCount } from '../verdict';
import { otherText, type OtherRule } from './counterfactual';
import type { GateRecord } from './gate-record';
import { whatWouldChange } from './what-would-change';
import { whyOf } from './why';

/** A record in plain sentences, for somebody who has to defend the verdict. */
export interface Explanation {
  readonly gate: string;
  readonly verdict: string;
  readonly tested: string;
  readonly seen: string;
  readonly why: string;
  readonly change: string;
  readonly others: string;
}

/** What was tested, what was seen, why this verdict, what would have changed it, what other rules would have said. */
export function explanationOf(record: GateRecord): Explanation {
  const { gate, verdict } = record;
  return {
    gate: gate.id,
    verdict: `${verdict.result} (${verdict.reason})`,
    tested: testedOf(record),
    seen: seenOf(record),
    why: `${verdict.sentence} ${whyOf(record)}`.trim(),
    change: whatWouldChange(record),
    others: othersOf(record.counterfactual),
  };
}

function testedOf({ gate, rule, hypothesis, look, verdict, window }: GateRecord): string {
  const held = look.final
    ? `look ${look.look ?? 1} at the end of the window`
    : 'a look before the end of the window, which can fail a candidate and never pass it';
  const method = verdict.method === 'none' ? '' : ` Method: ${verdict.method}.`;
  const doubt =
    gate.kind === 'split'
      ? ''
      : ` The chance of failing a candidate that keeps the rule is at most ${percent(gate.alpha)} in the whole release.`;
  return `The rule is "${rule}". Held to be true until disproved: ${hypothesis} Judged from ${window.start} to ${window.end}, ${held}.${doubt}${method}`;
}

function seenOf({ gate, verdict, observations, context }: GateRecord): string {
  const { rows, expectedPeriods, periodSeconds, comparator } = observations;
  const length = periodSeconds > 0 ? ` of ${periodSeconds} s` : '';
  const periods = `${rows.length} of ${counted(expectedPeriods, 'period')}${length} were observed.`;
  if (gate.kind === 'split')
    return `${periods} ${counted(verdict.candidate.n, 'request')} reached the candidate, ${verdict.stable.n} the stable.`;
  const noun = gate.kind === 'level' ? 'period' : 'request';
  const arms = [armText('Candidate', verdict.candidate, noun, verdict.numbers?.interval)];
  if (context.stableServes && gate.kind !== 'level')
    arms.push(armText('Stable', verdict.stable, noun, verdict.numbers?.stableInterval));
  const compared = comparator ? ` The comparator was ${comparatorText[comparator.kind]}.` : '';
  return `${periods} ${arms.join(' ')}${quantilesText(gate, observations)}${compared}`;
}

/** The quantiles themselves, which people ask for first; empty where none was measured. */
function quantilesText(
  gate: Gate,
  { candidateMicros, candidateBetween, stableMicros, stableBetween }: GateRecord['observations'],
): string {
  if (gate.kind !== 'latency' || candidateMicros === undefined) return '';
  const own = `The candidate's ${quantileName(gate)} was ${betweenText(candidateMicros, candidateBetween)}`;
  const stables =
    stableMicros === undefined ? '' : `, the stable's ${betweenText(stableMicros, stableBetween)}`;
  return ` ${own}${stables}.`;
}

function betweenText(micros: number, { low, high }: QuantileInterval = {}): string {
  const value = duration(micros);
  if (high === undefined)
    return low === undefined ? value : `${value} (with 95 % confidence ${duration(low)} or more)`;
  const from = low === undefined ? 'at most' : `${duration(low)} to`;
  return `${value} (with 95 % confidence ${from} ${duration(high)})`;
}

const comparatorText = {
  concurrent: 'the stable at the same time',
  frozen: 'the limit frozen at the last window that passed',
  history: 'the stable at the same hours of an earlier day',
  absolute: 'an absolute limit',
} as const;

function armText(
  arm: string,
  { n, x, ratio }: ArmCount,
  noun: string,
  interval?: readonly [number, number],
): string {
  if (n <= 0) return `${arm}: none.`;
  const between = interval
    ? `, with 95 % confidence ${percent(interval[0])} to ${percent(interval[1])}`
    : '';
  return `${arm}: ${Math.round(x)} bad of ${counted(n, noun)} (${percent(ratio)}${between}).`;
}

/** What other rules would have said of the same counts, in a sentence. */
export function othersOf(rules: readonly OtherRule[]): string {
  if (rules.length === 0) return 'Other tools have no rule for this.';
  return `On the same counts of this window: ${rules.map(otherText).join('; ')}.`;
}

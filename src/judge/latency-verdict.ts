import { assess, carryOf, type Rules } from './assessment';
import { periodVotes, requestVotes } from './e-process';
import type { Question } from './evidence';
import { counted, duration, percent } from './figures';
import { allowedAbove, type LatencyGate } from './gate';
import type { Comparator, Observations } from './observation';
import { percentileOf } from './readings';
import { reasonSentence } from './reason-sentence';
import { resultOf } from './result';
import type { ArmCount, Look, Verdict } from './verdict';
import { numbersOf } from './verdict-numbers';

/** Quantiles from here on allow few slow requests, so that one bounded vote a period can prove harm. */
const tail = 0.9;

/** Capital is a mean of five betters, so two periods at this cap reach 1/alpha and one cannot. */
const periodCap = (alpha: number): number => Math.sqrt(6 / alpha);

/** "The quantile is above the limit" as a count: more than 1 - quantile of the requests took longer. */
export function latencyVerdict(gate: LatencyGate, observations: Observations, look: Look): Verdict {
  const rules = latencyRules(gate, observations.comparator);
  const assessment = assess(observations, rules, look);
  const { reason, candidate, stable } = assessment;
  const { thresholdMicros, candidateMicros, candidateBetween, comparator } = observations;
  const over = thresholdMicros === undefined ? '' : ` over ${duration(thresholdMicros)}`;
  const wording = {
    bad: `${name(gate)}${over}`,
    finding: findingOf(gate, observations, candidate),
  };
  return {
    result: resultOf(reason),
    gate: gate.id,
    reason,
    sentence: reasonSentence(assessment, rules, observations, wording),
    ...(candidateMicros !== undefined && { value: candidateMicros }),
    ...(thresholdMicros !== undefined && { limit: thresholdMicros }),
    unit: 'µs',
    candidate,
    stable,
    ...(comparator && { comparator }),
    numbers: {
      ...numbersOf(assessment, rules, look),
      ...(candidateBetween && { candidateBetween }),
    },
    ...carryOf(assessment),
    method:
      gate.quantile >= tail
        ? 'exceedance, period betting e-process, guarded by the stable; exact upper bound /1'
        : 'exceedance, tempered likelihood e-process, guarded by the stable; exact upper bound /1',
  };
}

/** What the gate asks of its counts. */
export function latencyRules(gate: LatencyGate, comparator: Comparator | undefined): Rules {
  const limit = allowedAbove(gate);
  const process: Question['process'] = (from) =>
    gate.quantile >= tail
      ? periodVotes(limit, from)
      : requestVotes(limit, periodCap(gate.alpha), from);
  return {
    question: { process, alpha: gate.alpha },
    failReason: 'slower-than-limit',
    limit,
    // Twice the allowed share in the tail; near the median, where twice would be all, a tenth more.
    passLimit: limit + Math.min(limit, 0.1),
    minimum: gate.minimum,
    comparable: comparator !== undefined,
  };
}

function findingOf(
  gate: LatencyGate,
  { thresholdMicros, candidateMicros, comparator }: Observations,
  { n, x, ratio }: ArmCount,
): string {
  if (thresholdMicros === undefined) return `${counted(n, 'request')} seen, no limit known`;
  const share = `${Math.round(x)} of ${counted(n, 'request')} (${percent(ratio)})`;
  const limit = `${duration(thresholdMicros)} (${originOf(gate, thresholdMicros, comparator)})`;
  const own =
    candidateMicros === undefined ? '' : `, ${name(gate)} is ${duration(candidateMicros)}`;
  return `${share} took longer than ${limit}, at most ${percent(allowedAbove(gate))} may${own}`;
}

function originOf(gate: LatencyGate, applied: number, comparator?: Comparator): string {
  if (!comparator || comparator.kind === 'absolute' || applied < comparator.threshold)
    return 'absolute';
  const which = quantileName(gate);
  const increase = percent(gate.increase ?? 0);
  const requests = counted(comparator.requests, 'request');
  switch (comparator.kind) {
    case 'concurrent':
      return `the stable's ${which} at the same time + ${increase}, from ${requests}`;
    case 'frozen':
      return `frozen from the stable's ${which} in its last good window + ${increase}, from ${requests}`;
    case 'history':
      return `the stable's ${which} on ${comparator.window.start.slice(0, 10)} at these hours + ${increase}, from ${requests}`;
  }
}

/** `p99 of ModelLatency`. */
export function name(gate: LatencyGate): string {
  return `${quantileName(gate)} of ${gate.metric}`;
}

/** `median`, `p99`. */
export function quantileName({ quantile }: LatencyGate): string {
  return quantile === 0.5 ? 'median' : percentileOf(quantile);
}

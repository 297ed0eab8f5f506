import { numberOnly } from '../number-only';
import { counted, duration, percent } from '../figures';
import { allowedAbove } from '../gate';
import type { Count } from '../observation';
import { resultOf } from '../result';
import { dispersion } from '../statistics/dispersion';
import { firstWhere } from '../statistics/first-where';
import { lowerBound } from '../statistics/share-interval';
import { halvedAt, upperBound } from '../statistics/upper-bound';
import type { ArmCount, Look, Reason, Verdict } from '../verdict';
import { slowParts, stageFault, type LoadStage } from './load-stage';

/** The rule of staging: a quantile of the latency stays within the SLA at the expected peak. */
export interface LoadTestGate {
  readonly kind: 'load-test';
  readonly id: string;
  readonly slaMicros: number;
  /** 0.99: one request of a hundred may take longer than the SLA. */
  readonly quantile: number;
  /** Largest share of errors with which latencies still mean something. */
  readonly errorLimit: number;
}

export interface LoadTestVerdicts {
  /** Of the expected peak (1x): the one that decides. */
  readonly verdict: Verdict;
  /** Of every other load, smallest first: for people to read, they decide nothing. */
  readonly reported: readonly Verdict[];
}

/** Chance of failing a candidate that keeps its SLA, and of passing one that does not, over all looks. */
const failBudget = 0.02;
const passBudget = 0.1;
/** Less of the planned load than this is another test. */
const leastReached = 0.99;
/** A generator later than this part of the SLA measures itself. */
const mostLate = 0.1;
/** Beyond this many more requests no extension helps. */
const mostMore = 1e8;

/**
 * Whether the candidate keeps its SLA under load, per load. Runs at the same load add up: that is how a test is
 * extended, `look` counting the verdicts, each of which spends half the error of the one before.
 */
export function loadTestVerdicts(
  gate: LoadTestGate,
  stages: readonly LoadStage[],
  look: Look,
): LoadTestVerdicts {
  const loads = [...new Set(stages.map(({ load }) => load))].sort((a, b) => a - b);
  const of = (load: number): Verdict =>
    verdictAt(gate, load, { stages: stages.filter((stage) => Object.is(stage.load, load)), look });
  return { verdict: of(1), reported: loads.filter((load) => load !== 1).map(of) };
}

function verdictAt(
  gate: LoadTestGate,
  load: number,
  { stages, look }: { readonly stages: readonly LoadStage[]; readonly look: Look },
): Verdict {
  const fault =
    gateFault(gate) ?? stages.map((stage) => stageFault(stage, gate.slaMicros)).find(Boolean);
  const parts = fault ? [] : stages.flatMap((stage) => slowParts(stage, gate.slaMicros));
  const seen = weigh(gate, parts, look);
  const [reason, sentence] =
    fault !== undefined
      ? (['bad-input', `The load test at ${load}x cannot be judged: ${fault}.`] as const)
      : finding(gate, seen, { load, stages, look });
  const { n, x, upper } = seen;
  const candidate: ArmCount = { n, x, ratio: n > 0 ? x / n : 0, upper };
  return {
    result: resultOf(reason),
    gate: load === 1 ? gate.id : `${gate.id}@${load}x`,
    reason,
    sentence,
    ...(n > 0 && { value: candidate.ratio }),
    limit: seen.allowed,
    unit: 'ratio',
    candidate,
    stable: numberOnly(0),
    method: 'exact bounds of the share above the SLA, widened by its dispersion /1',
  };
}

interface Seen extends Count {
  readonly most: number;
  /** One-sided exact bounds of the share above the SLA. */
  readonly lower: number;
  readonly upper: number;
  readonly allowed: number;
  readonly spread: number;
  readonly errors: { readonly fail: number; readonly pass: number };
}

function weigh(gate: LoadTestGate, parts: readonly Count[], look: Look): Seen {
  const total = (of: (count: Count) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const [n, x, most] = [
    total(({ n }) => n),
    total(({ x }) => x),
    total((part) => part.most ?? part.x),
  ];
  const at = look.look ?? 1;
  const errors = { fail: halvedAt(failBudget, at), pass: halvedAt(passBudget, at) };
  const spread = dispersion(parts);
  return {
    n,
    x,
    most,
    lower: lowerBound({ n, x }, errors.fail, spread),
    upper: upperBound({ n, x: most }, errors.pass, spread),
    allowed: allowedAbove(gate),
    spread,
    errors,
  };
}

function finding(
  { slaMicros, errorLimit }: LoadTestGate,
  seen: Seen,
  given: { readonly load: number; readonly stages: readonly LoadStage[]; readonly look: Look },
): readonly [Reason, string] {
  const { stages, load, look } = given;
  const { n, x, lower, upper, allowed, errors } = seen;
  const total = (of: (stage: LoadStage) => number) =>
    stages.reduce((sum, stage) => sum + of(stage), 0);
  const bad = { n: total(({ answered }) => answered), x: total((stage) => stage.errors) };
  const late = stages.find(({ lateMicros }) => lateMicros > mostLate * slaMicros);
  const short = stages.find(({ offered, answered }) => answered < leastReached * offered);
  const slow = `At ${load}x the expected peak ${x} of ${counted(n, 'request')} (${percent(n > 0 ? x / n : 0)}) took longer than the SLA of ${duration(slaMicros)}, ${percent(allowed)} may`;
  if (total(({ offered }) => offered) === 0)
    return ['no-traffic', `No load of ${load}x the expected peak was put on the candidate.`];
  if (!look.final) return ['too-early', `${slow}, so far.`];
  if (late)
    return [
      'generator-behind',
      `The load generator itself was ${duration(late.lateMicros)} late at ${load}x (limit ${duration(mostLate * slaMicros)}): the latencies are its own; run it on a larger machine or on several.`,
    ];
  if (short)
    return [
      'load-not-reached',
      `At ${load}x only ${short.answered} of ${counted(short.offered, 'request')} were answered (${percent(short.answered / short.offered)}, needed: ${percent(leastReached)}): the planned load was not put on the candidate, its latencies say nothing of it.`,
    ];
  if (bad.x > errorLimit * bad.n)
    return [
      'errors-under-load',
      `At ${load}x ${bad.x} of ${counted(bad.n, 'answer')} were errors (${percent(bad.x / bad.n)}, limit ${percent(errorLimit)}): the latency of the rest says nothing.`,
    ];
  if (lower > allowed)
    return ['slower-than-limit', `${slow}; beyond doubt at least ${percent(lower)} do.`];
  const errorsUpper = upperBound(bad, errors.pass);
  if (upper <= allowed && errorsUpper <= errorLimit)
    return ['within-limit', `${slow}; with near certainty at most ${percent(upper)} do.`];
  const doubt =
    upper > allowed
      ? `it may be up to ${percent(upper)}`
      : `errors may be up to ${percent(errorsUpper)}, limit ${percent(errorLimit)}`;
  return ['above-limit-not-proven', `${slow}; ${doubt}: ${extension(seen, bad, errorLimit)}.`];
}

/** How many requests more would decide, were all shares to stay as they are. */
function extension(seen: Seen, bad: Count, errorLimit: number): string {
  const { n, x, most, allowed, spread, errors } = seen;
  const after = (count: Count, all: number): Count => ({ n: all, x: (count.x * all) / count.n });
  const settled = (all: number): boolean =>
    lowerBound(after({ n, x }, all), errors.fail / 2, spread) > allowed ||
    (upperBound(after({ n, x: most }, all), errors.pass / 2, spread) <= allowed &&
      upperBound(after(bad, all), errors.pass / 2) <= errorLimit);
  const needed = firstWhere(n, n + mostMore, settled);
  if (!settled(needed)) return 'no longer test would tell, the candidate is right at its limit';
  return `about ${needed - n} more requests would decide`;
}

function gateFault({ slaMicros, quantile, errorLimit }: LoadTestGate): string | undefined {
  if (!(slaMicros > 0 && slaMicros < Infinity)) return `the SLA is ${String(slaMicros)} µs`;
  if (!(quantile > 0 && quantile < 1)) return `the quantile is ${String(quantile)}; p99 is 0.99`;
  if (!(errorLimit >= 0 && errorLimit < 1))
    return `the limit of errors is ${String(errorLimit)}; a share is 0 to 1, so 0.1 % is 0.001`;
  return undefined;
}

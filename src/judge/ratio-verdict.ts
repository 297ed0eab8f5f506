import { assess, carryOf, type Rules } from './assessment';
import { periodVotes } from './e-process';
import type { Question } from './evidence';
import { counted, percent } from './figures';
import type { RatioGate } from './gate';
import type { Comparator, Observations } from './observation';
import { reasonSentence } from './reason-sentence';
import { resultOf } from './result';
import type { ArmCount, Look, Verdict } from './verdict';
import { numbersOf } from './verdict-numbers';

/** What people call the bad answers of a metric. */
export const names: Readonly<Record<RatioGate['metric'], string>> = {
  Invocation5XXErrors: '5XX answers',
  InvocationModelErrors: 'model errors',
  Invocation4XXErrors: '4XX answers',
};

// A limit of 0 still needs something to bet against.
const smallestLimit = 1e-9;

/** Bad answers against a fixed limit or, for 4XX, against what the stable's clients cause. */
export function ratioVerdict(gate: RatioGate, observations: Observations, look: Look): Verdict {
  const rules = ratioRules(gate, observations.comparator);
  const assessment = assess(observations, rules, look);
  const { reason, candidate, stable } = assessment;
  const bad = names[gate.metric];
  const finding = findingOf(gate, candidate, observations.comparator);
  return {
    result: resultOf(reason),
    gate: gate.id,
    reason,
    sentence: reasonSentence(assessment, rules, observations, { bad, finding }),
    ...(candidate.n > 0 && { value: candidate.ratio }),
    limit: rules.limit,
    unit: 'ratio',
    candidate,
    stable,
    ...(observations.comparator && { comparator: observations.comparator }),
    numbers: numbersOf(assessment, rules, look),
    ...carryOf(assessment),
    method: 'period betting e-process, guarded by the stable; exact upper bound /1',
  };
}

/** What the gate asks of its counts. */
export function ratioRules(gate: RatioGate, comparator: Comparator | undefined): Rules {
  const relative = gate.metric === 'Invocation4XXErrors';
  const limit = relative ? (comparator?.threshold ?? gate.limit) : gate.limit;
  const against = Math.min(1, Math.max(smallestLimit, limit));
  const fixed: Question['process'] = (from) => periodVotes(against, from);
  const besideStable = relative && comparator?.kind !== 'frozen';
  return {
    question: {
      alpha: gate.alpha,
      ...(besideStable ? { above: limit } : { process: fixed }),
    },
    failReason: 'above-limit',
    limit,
    passLimit: limit - gate.limit + gate.passLimit,
    minimum: gate.minimum,
    comparable: !relative || comparator !== undefined,
  };
}

function findingOf(gate: RatioGate, { n, x, ratio }: ArmCount, comparator?: Comparator): string {
  const share = `${Math.round(x)} of ${counted(n, 'request')} (${percent(ratio)}) were ${names[gate.metric]}`;
  if (!comparator) return `${share}, limit ${percent(gate.limit)}`;
  const origin = comparator.kind === 'frozen' ? "frozen from the stable's" : "the stable's";
  const base = percent(Math.max(0, comparator.threshold - gate.limit));
  return `${share}, limit ${percent(comparator.threshold)} (${origin} ${base} + ${percent(gate.limit)})`;
}

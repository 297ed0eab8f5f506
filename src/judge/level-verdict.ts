import { assess, carryOf, type Rules } from './assessment';
import { periodVotes } from './e-process';
import { counted, quantity } from './figures';
import type { LevelGate } from './gate';
import type { Comparator, Observations } from './observation';
import { reasonSentence } from './reason-sentence';
import { resultOf } from './result';
import type { Look, Verdict } from './verdict';
import { numbersOf } from './verdict-numbers';

/** Share of the periods that may be outside; a pass needs proof that most keep the limit. */
const limit = 0.5;

/** "The value of a typical period is within the limit" as a count of periods (a sign test that may be looked at any time). */
export function levelVerdict(gate: LevelGate, observations: Observations, look: Look): Verdict {
  const { comparator, level } = observations;
  const rules = levelRules(gate, comparator);
  const assessment = assess(observations, rules, look);
  const { reason, candidate, stable } = assessment;
  const wording = {
    bad: `${gate.metric} outside the limit`,
    finding: findingOf(gate, observations),
    noun: 'period',
  };
  const shownLimit = limitOf(gate, comparator);
  return {
    result: resultOf(reason),
    gate: gate.id,
    reason,
    sentence: reasonSentence(assessment, rules, observations, wording),
    ...(level !== undefined && { value: level }),
    ...(shownLimit !== undefined && { limit: shownLimit }),
    unit: 'metric',
    candidate,
    stable,
    ...(comparator && { comparator }),
    numbers: numbersOf(assessment, rules, look),
    ...carryOf(assessment),
    method: 'sign of each period, betting e-process; exact upper bound /1',
  };
}

/** The gate's rules, comparable or not; the planner reckons with the same. */
export function levelRules(gate: LevelGate, comparator: Comparator | undefined): Rules {
  return {
    question: { process: (from) => periodVotes(limit, from), alpha: gate.alpha },
    failReason: 'level-outside-limit',
    limit,
    passLimit: limit,
    minimum: { requests: 0, periods: gate.minimum.periods },
    comparable: gate.increase === undefined || comparator !== undefined,
  };
}

function findingOf(gate: LevelGate, { level, periods, comparator }: Observations): string {
  const outside = periods.filter(({ candidate }) => candidate.x > 0).length;
  const mean = level === undefined ? 'has no value' : `is ${quantity(level)} on average`;
  const share = `${outside} of ${counted(periods.length, 'period')} outside the limit`;
  return `${gate.metric} ${mean}, ${share} (${limitText(gate, comparator)})`;
}

function limitText({ min, max, increase }: LevelGate, comparator?: Comparator): string {
  const parts = [
    ...(min === undefined ? [] : [`at least ${quantity(min)}`]),
    ...(max === undefined ? [] : [`at most ${quantity(max)}`]),
    ...(increase === undefined || !comparator
      ? []
      : [`at most ${quantity(comparator.threshold)}, ${originOf(comparator)}`]),
  ];
  return parts.length > 0 ? parts.join(', ') : 'no limit known';
}

function originOf({ kind }: Comparator): string {
  return kind === 'frozen'
    ? "frozen from the stable's last good window"
    : 'from the stable at the same time';
}

function limitOf({ min, max }: LevelGate, comparator?: Comparator): number | undefined {
  const most = [max, comparator?.threshold].filter((value) => value !== undefined);
  return most.length > 0 ? Math.min(...most) : min;
}

import { odds, percent } from '../figures';
import type { Reason } from '../verdict';
import type { VerdictNumbers } from '../verdict-numbers';
import type { GateRecord } from './gate-record';

type Told = (numbers: VerdictNumbers, record: GateRecord) => string;

const harm: Told = (numbers, { gate, context }) => {
  const when = numbers.decidedAt === undefined ? '' : ` in the period of ${numbers.decidedAt}`;
  const before = context.carried ? ', counted on from the earlier steps of the release' : '';
  const passed = `Those odds were passed${when}${before}.`;
  // A level is held to its limit alone.
  return gate.kind === 'level' ? passed : `${passed} ${stableText(numbers, context.stableServes)}`;
};

const unproven: Told = ({ odds: reached, oddsNeeded }) =>
  `The odds against the rule reached ${odds(reached)}, of the ${odds(oddsNeeded)} that a failure needs.`;

const told: Readonly<Partial<Record<Reason, Told>>> = {
  'above-limit': harm,
  'slower-than-limit': harm,
  'level-outside-limit': harm,
  'within-limit': (numbers, record) =>
    `The share itself is within the limit, and the upper bound is wrong with a chance of at most ${percent(numbers.upperError)}${spreadText(numbers)}. ${unproven(numbers, record)}`,
  'above-limit-not-proven': (numbers, record) =>
    `${unproven(numbers, record)} A pass needs an upper bound of at most ${percent(numbers.upperNeeded)}, this one is ${percent(numbers.upper)}${spreadText(numbers)}.`,
  'too-early': unproven,
  'too-few-requests': unproven,
  'too-few-periods': unproven,
  'missing-data': (numbers, record) =>
    `Periods without data are no good ones: the candidate may have failed in them. ${unproven(numbers, record)}`,
  environment: ({ stableOdds, relativeOdds, oddsNeeded }) =>
    `The odds against a stable within the limit are ${odds(stableOdds)}; that the candidate is worse than the stable has odds of ${odds(relativeOdds)}, and ${odds(oddsNeeded)} are needed to blame it.`,
};

/** What the verdict's sentence leaves out: odds, bounds and what they mean. Empty where there is nothing more to say. */
export function whyOf(record: GateRecord): string {
  const { reason, numbers } = record.verdict;
  return numbers ? (told[reason]?.(numbers, record) ?? '') : '';
}

function stableText({ stableOdds, relativeOdds }: VerdictNumbers, serves: boolean): string {
  if (!serves) return 'The stable had no traffic to compare with.';
  return `The same odds against the stable are ${odds(stableOdds)}, and ${odds(relativeOdds)} that the candidate has more than its share.`;
}

function spreadText({ dispersion }: VerdictNumbers): string {
  if (dispersion <= 1.005) return '';
  return ` (bad requests come in bursts: ${Number(dispersion.toPrecision(3))} share one fate, which the bound allows for)`;
}

import { coverageNeeded } from '../assessment';
import { counted, odds, percent } from '../figures';
import { allowedAbove, type Gate, type Minimum } from '../gate';
import type { Reason } from '../verdict';
import type { VerdictNumbers } from '../verdict-numbers';
import type { GateRecord } from './gate-record';
import { fewestRequests, mostBad, type PassRule } from './pass-room';
import { smallestLimit } from './smallest-limit';

type Change = (record: GateRecord, numbers: VerdictNumbers) => string;

/** Odds from here on are proof by any error budget. */
const beyondDoubt = 1e6;

const noFailure: Change = (record, { odds: reached, alpha }) => {
  const limit = smallestLimit(record);
  const looser =
    limit === undefined ? '' : `A limit of ${percent(limit)} or more would not have failed it. `;
  if (reached >= beyondDoubt)
    return `${looser}A smaller error budget would have changed nothing: the odds leave no doubt.`;
  return `${looser}A part of the error budget under ${percent(1 / reached)}, instead of ${percent(alpha)}, would not have failed it: odds of ${odds(reached)} were reached.`;
};

const passText: Change = ({ gate, verdict }, numbers) => {
  const { n, x } = verdict.candidate;
  const rule = passRule(verdict.limit, gate, numbers);
  const most = mostBad(n, rule);
  const noun = gate.kind === 'level' ? 'period' : 'request';
  const room =
    most === undefined
      ? `${counted(n, noun)} are too few for a pass, even with none bad`
      : `Among ${counted(n, noun)} a pass allows at most ${most} bad, ${Math.round(x)} were`;
  const enough = fewestRequests(x / n, rule);
  if (most !== undefined && x <= most) return `${room}.`;
  return enough === undefined
    ? `${room}. At this share no number of requests passes: it is above the limit.`
    : `${room}. With the same share of bad ones ${counted(enough, noun)} would pass.`;
};

const changes: Readonly<Partial<Record<Reason, Change>>> = {
  'above-limit': noFailure,
  'slower-than-limit': noFailure,
  'level-outside-limit': noFailure,
  'within-limit': passText,
  'above-limit-not-proven': passText,
  'no-traffic': (record) =>
    `Requests of the candidate: a pass needs ${minimumText(record.gate)} at least.`,
  'too-few-requests': ({ gate, verdict }) =>
    `${Math.max(1, Math.ceil(minimumOf(gate).requests - verdict.candidate.n))} more requests: by a longer bake, a larger share, or a smaller minRequests in the spec.`,
  'too-few-periods': ({ gate, observations }) =>
    `${Math.max(1, minimumOf(gate).periods - observations.rows.length)} more observed periods: by a longer bake or shorter periods.`,
  'missing-data': ({ observations: { rows, expectedPeriods } }) =>
    `Data for ${counted(Math.max(1, Math.ceil(coverageNeeded * expectedPeriods - 1e-9) - rows.length), 'more period')}.`,
  'too-early': () => 'The end of the bake, or proof of harm before it.',
  environment: () =>
    'A stable within the limit: then the same counts would have failed the candidate, or passed it without its share of the incident.',
};

const unnumbered: Readonly<Partial<Record<Reason, string>>> = {
  'no-comparator':
    'A stable with enough requests: at the same time, at an earlier step that passed, or at these hours a day or a week before. An absolute limit (max) needs none.',
  'metric-unavailable':
    'A CloudWatch that answers the statistic, or a check that does not need it.',
  'split-mismatch':
    'Callers that leave the choice of the variant to SageMaker, or weights that say what they choose.',
  'no-traffic': 'Requests.',
  'too-early': 'The end of the bake.',
  'bad-input': 'Numbers that do not contradict themselves.',
  'no-gates': 'A check in the spec.',
  'within-limit': 'A split further from the weights than chance explains.',
};

/** What the verdict hung on, in one or two sentences. */
export function whatWouldChange(record: GateRecord): string {
  const { reason, numbers } = record.verdict;
  const numbered = numbers && changes[reason]?.(record, numbers);
  return numbered ?? unnumbered[reason] ?? 'Other numbers.';
}

function passRule(
  limit: number | undefined,
  gate: Gate,
  { upperNeeded, upperError, dispersion }: VerdictNumbers,
): PassRule {
  // Of latencies and levels the shown limit is in another unit than the share that is judged.
  const share = gate.kind === 'ratio' ? (limit ?? gate.limit) : shareOf(gate);
  return { limit: share, passLimit: upperNeeded, error: upperError, dispersion };
}

function shareOf(gate: Gate): number {
  return gate.kind === 'latency' ? allowedAbove(gate) : 0.5;
}

function minimumText(gate: Gate): string {
  const { requests, periods } = minimumOf(gate);
  return `${requests} in ${counted(periods, 'period')}`;
}

function minimumOf(gate: Gate): Minimum {
  return gate.kind === 'split' ? { requests: 0, periods: 0 } : gate.minimum;
}

import type { AlarmRule, AlarmState, Evaluation } from './alarm-rule';

export interface Reason {
  readonly text: string;
  /** JSON, as CloudWatch gives it in StateReasonData. */
  readonly data: string;
}

const words: Readonly<Record<AlarmRule['comparison'], string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** Points that fit into StateReason (1,023 characters) and StateReasonData (4,000). */
const maxTextPoints = 15;
const maxDataPoints = 30;

/** Says why an evaluation led to a state, in CloudWatch's form, for people and for programs. */
export function reasonFor(
  rule: AlarmRule,
  evaluation: Evaluation,
  change: {
    readonly from: AlarmState;
    readonly to: AlarmState;
    readonly periodMs: number;
    readonly now: number;
  },
): Reason {
  const newest = evaluation.evaluated.slice(0, maxDataPoints);
  return {
    text:
      change.to === 'INSUFFICIENT_DATA' ? unknownText(rule) : crossedText(rule, evaluation, change),
    data: JSON.stringify({
      version: '1.0',
      queryDate: iso(change.now),
      startDate: evaluation.evaluated.length > 0 ? iso(evaluation.evaluated.at(-1)!.at) : undefined,
      period: change.periodMs / 1000,
      recentDatapoints: newest.map(({ value }) => value).reverse(),
      threshold: rule.threshold,
      evaluatedDatapoints: newest.map(({ at, value }) => ({
        timestamp: iso(at),
        value,
      })),
    }),
  };
}

function unknownText(rule: AlarmRule): string {
  const count = rule.evaluationPeriods;
  return `Insufficient Data: ${count} ${count === 1 ? 'datapoint was' : 'datapoints were'} unknown.`;
}

function crossedText(
  rule: AlarmRule,
  { evaluated, breaching, filled }: Evaluation,
  { from, to }: { readonly from: AlarmState; readonly to: AlarmState },
): string {
  const isAlarm = to === 'ALARM';
  const treated =
    filled > 0 &&
    (rule.treatMissingData === 'breaching' || rule.treatMissingData === 'notBreaching')
      ? `${filled} missing ${plural(filled)} treated as ${rule.treatMissingData}`
      : undefined;
  const shown = evaluated
    .slice(0, maxTextPoints)
    .map(({ at, value }) => `${decimal(value)} (${dayFirst(at)})`)
    .join(', ');
  const count = isAlarm ? breaching : evaluated.length - breaching;
  const compared = `${isAlarm ? '' : 'not '}${words[rule.comparison]} the threshold (${decimal(rule.threshold)})`;
  const real =
    evaluated.length === 0
      ? undefined
      : `${count} out of the last ${evaluated.length} datapoints [${shown}] ${count === 1 ? 'was' : 'were'} ${compared}`;
  const needed = isAlarm
    ? rule.datapointsToAlarm
    : rule.evaluationPeriods - rule.datapointsToAlarm + 1;
  const minimum = `minimum ${needed} ${plural(needed, false)} for ${from} -> ${to} transition`;
  return `Threshold Crossed: ${[real, treated].filter(Boolean).join(' and ')} (${minimum}).`;
}

function plural(count: number, withVerb = true): string {
  if (!withVerb) return count === 1 ? 'datapoint' : 'datapoints';
  return count === 1 ? 'datapoint was' : 'datapoints were';
}

function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** CloudWatch writes times in alarm reasons day first, in UTC. */
function dayFirst(at: number): string {
  const [, year, month, day, time] = /^\d\d(\d\d)-(\d\d)-(\d\d)T([\d:]{8})/.exec(iso(at))!;
  return `${day}/${month}/${year} ${time}`;
}

function iso(at: number): string {
  // CloudWatch's own form has a numeric offset instead of Z.
  return new Date(at).toISOString().replace('Z', '+0000');
}

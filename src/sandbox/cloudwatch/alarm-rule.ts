export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Those of AWS's comparisons that are with a threshold; the others are with bands of expected values. */
export const comparisons = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type Comparison = (typeof comparisons)[number];

export const missingData = ['missing', 'notBreaching', 'breaching', 'ignore'] as const;
export type MissingData = (typeof missingData)[number];

/** When an alarm fires: M (`datapointsToAlarm`) of the last N (`evaluationPeriods`) breach. */
export interface AlarmRule {
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
}

/** One period of the evaluation range; `value` is undefined when it has no datapoint. */
export interface AlarmPoint {
  readonly at: number;
  readonly value: number | undefined;
}

/** The new state, or `retain`, with the real datapoints it rests on, newest first. */
export interface Evaluation {
  readonly state: AlarmState | 'retain';
  readonly evaluated: readonly { readonly at: number; readonly value: number }[];
  readonly breaching: number;
  /** Periods that had to be filled by the rule for missing data. */
  readonly filled: number;
}

/**
 * How many periods an alarm looks back at. AWS takes more than N and does not say how many; in its
 * examples ("Configuring how CloudWatch alarms treat missing data") N is 3 and the range 5.
 */
export function evaluationRange(rule: AlarmRule): number {
  return rule.evaluationPeriods + 2;
}

/** Evaluates the periods of the range, oldest first, by AWS's published rules for missing data. */
export function evaluateRule(rule: AlarmRule, range: readonly AlarmPoint[]): Evaluation {
  const newestFirst = range.map((point, index) => ({ ...point, age: range.length - index }));
  newestFirst.reverse();
  const real = newestFirst.flatMap(({ at, value, age }) =>
    value === undefined ? [] : [{ at, value, age }],
  );
  const evaluated = real.slice(0, rule.evaluationPeriods);
  const breaching = evaluated.filter(({ value }) => breaches(rule, value)).length;
  const filled = rule.evaluationPeriods - evaluated.length;
  const oldestAge = evaluated.at(-1)?.age ?? 0;
  const allBreach = breaching === evaluated.length;
  const state = decide(rule, { breaching, filled, allBreach, oldestAge });
  return { state, evaluated, breaching, filled };
}

interface Counted {
  readonly breaching: number;
  readonly filled: number;
  readonly allBreach: boolean;
  readonly oldestAge: number;
}

function decide(rule: AlarmRule, counted: Counted): AlarmState | 'retain' {
  const { breaching, filled, allBreach, oldestAge } = counted;
  const { datapointsToAlarm, treatMissingData } = rule;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (filled === 0 || treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') {
    return breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
  }
  if (filled === rule.evaluationPeriods) {
    return treatMissingData === 'missing' ? 'INSUFFICIENT_DATA' : 'retain';
  }
  if (!allBreach) return 'OK';
  // Too few points, all of them bad: AWS alarms once the oldest is as old as M periods, and waits
  // for the next point until then.
  const isOldEnough = oldestAge >= datapointsToAlarm;
  return isOldEnough && treatMissingData === 'missing' ? 'ALARM' : 'retain';
}

function breaches({ comparison, threshold }: AlarmRule, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}

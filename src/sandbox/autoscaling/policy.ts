import type {
  PutScalingPolicyRequest,
  StepScalingPolicyConfiguration,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { Checked } from '../service-model/checked';
import { AwsError } from '../wire/operation';
import { invalid, type TargetId } from './target-id';

export type PutPolicyInput = Checked<PutScalingPolicyRequest>;

type GivenTracking = Checked<TargetTrackingScalingPolicyConfiguration>;
type GivenSteps = Checked<StepScalingPolicyConfiguration>;

export type TrackingConfig = GivenTracking &
  Required<Pick<GivenTracking, 'ScaleOutCooldown' | 'ScaleInCooldown' | 'DisableScaleIn'>>;
export type StepConfig = Required<Omit<GivenSteps, 'MinAdjustmentMagnitude'>> &
  Pick<GivenSteps, 'MinAdjustmentMagnitude'>;

export type PolicyRule =
  | { readonly type: 'TargetTrackingScaling'; readonly config: TrackingConfig }
  | { readonly type: 'StepScaling'; readonly config: StepConfig };

export interface Policy {
  readonly name: string;
  readonly arn: string;
  readonly target: TargetId;
  readonly rule: PolicyRule;
  /** Names of the alarms that a target-tracking policy made for itself. */
  readonly alarms: readonly string[];
  readonly createdAt: number;
}

/** The account's quota; it is not adjustable below. */
const mostSteps = 20;

/** As many as an alarm takes. */
const mostMetrics = 10;

/** What a policy does; members left out are those of the existing one. Throws ValidationException. */
export function readRule(input: PutPolicyInput, existing: Policy | undefined): PolicyRule {
  const type = input.PolicyType ?? existing?.rule.type ?? 'StepScaling';
  if (type === 'PredictiveScaling') {
    throw new AwsError(
      'UnknownOperationException',
      'The sandbox does not serve PutScalingPolicy of type PredictiveScaling.',
    );
  }
  if (existing !== undefined && existing.rule.type !== type) {
    throw invalid(`Policy ${existing.name} is of type ${existing.rule.type}; it cannot change.`);
  }
  if (type === 'StepScaling') {
    const given = input.StepScalingPolicyConfiguration;
    if (given !== undefined) return { type, config: readSteps(given) };
  } else {
    const given = input.TargetTrackingScalingPolicyConfiguration;
    if (given !== undefined) return { type, config: readTracking(given) };
  }
  if (existing !== undefined) return existing.rule;
  throw invalid(`${type}PolicyConfiguration must be given for a policy of type ${type}.`);
}

/** AWS's default for SageMaker variants, seconds. */
const cooldown = 300;

function readTracking(given: GivenTracking): TrackingConfig {
  const { TargetValue, ScaleOutCooldown = cooldown, ScaleInCooldown = cooldown } = given;
  if (!(TargetValue > 0 && TargetValue < Infinity)) {
    throw invalid(`TargetValue is ${TargetValue}; it must be above 0.`);
  }
  atLeast(0, { ScaleOutCooldown, ScaleInCooldown });
  checkMetric(given);
  const { DisableScaleIn = false } = given;
  return { ...given, ScaleOutCooldown, ScaleInCooldown, DisableScaleIn };
}

function readSteps(given: GivenSteps): StepConfig {
  const { AdjustmentType, StepAdjustments = [], Cooldown = cooldown } = given;
  const { MinAdjustmentMagnitude = 1, MetricAggregationType = 'Average' } = given;
  if (AdjustmentType === undefined || StepAdjustments.length === 0) {
    throw invalid('AdjustmentType and at least one of StepAdjustments must be given.');
  }
  atLeast(0, { Cooldown });
  atLeast(1, { MinAdjustmentMagnitude });
  checkSteps(StepAdjustments);
  return { ...given, AdjustmentType, StepAdjustments, Cooldown, MetricAggregationType };
}

/** Limits of the guide; AWS's model has none. */
function atLeast(least: number, members: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(members)) {
    if (value < least) throw invalid(`${name} is ${value}; it must be ${least} or more.`);
  }
}

function checkMetric(config: GivenTracking): void {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: customized } =
    config;
  if ((predefined === undefined) === (customized === undefined)) {
    throw invalid(
      'Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be given.',
    );
  }
  if (customized !== undefined) {
    const { MetricName, Namespace, Statistic, Metrics } = customized;
    if (Metrics !== undefined && (Metrics.length < 1 || Metrics.length > mostMetrics)) {
      throw invalid(`Metrics has ${Metrics.length} queries; 1 to ${mostMetrics} are allowed.`);
    }
    const single = [MetricName, Namespace, Statistic].filter((member) => member !== undefined);
    if (single.length === (Metrics === undefined ? 3 : 0)) return;
    throw invalid(
      'CustomizedMetricSpecification needs either MetricName, Namespace and Statistic, or Metrics.',
    );
  }
  const type = predefined?.PredefinedMetricType;
  if (type === 'SageMakerVariantInvocationsPerInstance') return;
  if (type === 'SageMakerVariantConcurrentRequestsPerModelHighResolution') {
    throw new AwsError(
      'UnknownOperationException',
      `The sandbox does not measure the metric of ${type}.`,
    );
  }
  throw invalid(
    'Scalable dimension sagemaker:variant:DesiredInstanceCount only supports the following predefined metric types: SageMakerVariantInvocationsPerInstance, SageMakerVariantConcurrentRequestsPerModelHighResolution',
  );
}

/** AWS's rules for steps: no gap, no overlap, an open end on each side that is used. */
function checkSteps(steps: StepConfig['StepAdjustments']): void {
  if (steps.length > mostSteps) {
    throw new AwsError(
      'LimitExceededException',
      `${steps.length} step adjustments exceed the limit of ${mostSteps} per policy.`,
    );
  }
  const ranges = steps
    .map(
      ({
        MetricIntervalLowerBound: from = -Infinity,
        MetricIntervalUpperBound: to = Infinity,
      }) => ({
        from,
        to,
      }),
    )
    .sort((a, b) => a.from - b.from);
  for (const [index, { from, to }] of ranges.entries()) {
    if (from === -Infinity && to === Infinity) {
      throw invalid('Lower and upper bound of a step adjustment cannot both be left out.');
    }
    if (!(from < to)) throw invalid(`The step from ${from} to ${to} is empty.`);
    const next = ranges[index + 1];
    if (next === undefined || next.from === to) continue;
    throw invalid(
      `There is ${next.from > to ? 'a gap' : 'an overlap'} between the step that ends at ${to} and the one that starts at ${next.from}.`,
    );
  }
  const [first, last] = [ranges[0]!, ranges.at(-1)!];
  if (first.from < 0 && first.from !== -Infinity) {
    throw invalid('With a negative lower bound there must be a step without a lower bound.');
  }
  if (last.to > 0 && last.to !== Infinity) {
    throw invalid('With a positive upper bound there must be a step without an upper bound.');
  }
}

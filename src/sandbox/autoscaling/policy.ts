import { z } from 'zod';
import { AwsError } from '../wire/operation';
import { invalid, targetIdSchema, type TargetId } from './target-id';

const dimensions = z.array(z.object({ Name: z.string().min(1), Value: z.string().min(1) }));
const cooldown = z.int().min(0).default(300);

const metricQuery = z.object({
  Id: z.string().min(1).max(255),
  Label: z.string().optional(),
  ReturnData: z.boolean().optional(),
  Expression: z.string().min(1).max(2048).optional(),
  MetricStat: z
    .object({
      Metric: z.object({
        Namespace: z.string().min(1),
        MetricName: z.string().min(1),
        Dimensions: dimensions.optional(),
      }),
      Stat: z.string().min(1),
      Unit: z.string().optional(),
    })
    .optional(),
});

const customizedMetric = z.object({
  MetricName: z.string().min(1).optional(),
  Namespace: z.string().min(1).optional(),
  Dimensions: dimensions.optional(),
  Statistic: z.enum(['Average', 'Minimum', 'Maximum', 'SampleCount', 'Sum']).optional(),
  Unit: z.string().optional(),
  Metrics: z.array(metricQuery).min(1).max(10).optional(),
});

const trackingSchema = z.object({
  TargetValue: z.number().positive(),
  PredefinedMetricSpecification: z
    .object({ PredefinedMetricType: z.string(), ResourceLabel: z.string().optional() })
    .optional(),
  CustomizedMetricSpecification: customizedMetric.optional(),
  ScaleOutCooldown: cooldown,
  ScaleInCooldown: cooldown,
  DisableScaleIn: z.boolean().default(false),
});

const stepSchema = z.object({
  AdjustmentType: z.enum(['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity']),
  StepAdjustments: z
    .array(
      z.object({
        MetricIntervalLowerBound: z.number().optional(),
        MetricIntervalUpperBound: z.number().optional(),
        ScalingAdjustment: z.int(),
      }),
    )
    .min(1),
  MinAdjustmentMagnitude: z.int().min(1).optional(),
  Cooldown: cooldown,
  MetricAggregationType: z.enum(['Average', 'Minimum', 'Maximum']).default('Average'),
});

export const putPolicySchema = targetIdSchema.extend({
  PolicyName: z.string().min(1).max(256),
  PolicyType: z.enum(['StepScaling', 'TargetTrackingScaling', 'PredictiveScaling']).optional(),
  StepScalingPolicyConfiguration: stepSchema.optional(),
  TargetTrackingScalingPolicyConfiguration: trackingSchema.optional(),
});

export type TrackingConfig = z.output<typeof trackingSchema>;
export type StepConfig = z.output<typeof stepSchema>;
export type PutPolicyInput = z.output<typeof putPolicySchema>;

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
export const mostSteps = 20;

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
    const config =
      input.StepScalingPolicyConfiguration ??
      (existing?.rule.type === 'StepScaling' ? existing.rule.config : undefined);
    if (config === undefined) throw missing('StepScalingPolicyConfiguration', type);
    checkSteps(config);
    return { type, config };
  }
  const config =
    input.TargetTrackingScalingPolicyConfiguration ??
    (existing?.rule.type === 'TargetTrackingScaling' ? existing.rule.config : undefined);
  if (config === undefined) throw missing('TargetTrackingScalingPolicyConfiguration', type);
  checkMetric(config);
  return { type, config };
}

function missing(member: string, type: string): AwsError {
  return invalid(`${member} must be given for a policy of type ${type}.`);
}

function checkMetric(config: TrackingConfig): void {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: customized } =
    config;
  if ((predefined === undefined) === (customized === undefined)) {
    throw invalid(
      'Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be given.',
    );
  }
  if (customized !== undefined) {
    const { MetricName, Namespace, Statistic, Metrics } = customized;
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
function checkSteps({ StepAdjustments: steps }: StepConfig): void {
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
    if (from >= to) throw invalid(`The step from ${from} to ${to} is empty.`);
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

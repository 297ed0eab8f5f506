import type { VariantCapacity } from '../../../src/sandbox/autoscaling/scalable-variants';
import { createAutoScalingService } from '../../../src/sandbox/autoscaling/service';
import { MetricStore } from '../../../src/sandbox/cloudwatch/metric-store';
import { createCloudWatchService } from '../../../src/sandbox/cloudwatch/service';
import type { LogEvent } from '../../../src/sandbox/log-line';
import { checkInput } from '../../../src/sandbox/service-model/check-input';
import { AwsError, type Call } from '../../../src/sandbox/wire/operation';

export const target = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/scorer/variant/main',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
} as const;

/** Application Auto Scaling and CloudWatch on a clock that the test moves, over one variant that obeys. */
export function startScaling() {
  let now = Date.parse('2026-11-20T12:00:00Z');
  const metrics = new MetricStore({ now: () => now });
  const cloudwatch = createCloudWatchService({ store: metrics, publishingDelayMs: 0 });
  const variant = { count: 2, isActive: true };
  const counts: number[] = [];
  /** Counts that were asked for, with the range that stood at that moment. */
  const asked: { readonly count: number; readonly least: number; readonly most: number }[] = [];
  const log: LogEvent[] = [];
  const { service, scaling, tick } = createAutoScalingService({
    metrics,
    cloudwatch,
    log: { write: (event) => void log.push(event) },
    scale: 1,
    metricDelayMs: 0,
    variants: () => ({
      check: () => undefined,
      capacity: (): VariantCapacity => ({
        desired: variant.count,
        running: variant.count,
        isActive: variant.isActive,
        failureReason: undefined,
        metricPeriodMs: 60_000,
      }),
      setCount: (_, count) => {
        if (!variant.isActive) throw new AwsError('ValidationException', 'in-progress endpoint');
        variant.count = count;
        counts.push(count);
        const [{ MinCapacity, MaxCapacity } = { MinCapacity: NaN, MaxCapacity: NaN }] =
          scaling.targets.values();
        asked.push({ count, least: MinCapacity, most: MaxCapacity });
      },
    }),
  });
  const caller = {
    accessKeyId: 'AKIATEST',
    account: '000000000000',
    region: 'us-east-1',
    userArn: 'arn:aws:iam::000000000000:user/test',
  };

  return {
    variant,
    counts,
    asked,
    log,
    scaling,
    cloudwatch,
    now: () => now,
    call: (operation: string, input: Readonly<Record<string, unknown>>) => {
      const call: Call = { service: '', operation, input, caller, requestId: '1' };
      const checked = checkInput('application-autoscaling', operation, input);
      return service[operation]!(checked as never, call) as Record<string, unknown>;
    },
    /** One minute in which the variant's instances get this many requests together. */
    minute: (requests: number) => {
      const at = now;
      now += 60_000;
      metrics.record({
        namespace: 'AWS/SageMaker',
        metric: 'InvocationsPerInstance',
        dimensions: { EndpointName: 'scorer', VariantName: 'main' },
        at,
        visibleAt: now,
        values: [requests / variant.count],
      });
      cloudwatch.alarms.tick();
      tick();
    },
    /** Time without any metric. */
    pass: (ms: number) => {
      now += ms;
      cloudwatch.alarms.tick();
      tick();
    },
  };
}

/** Keeps 100 requests a minute for each instance. */
export const tracking = {
  ...target,
  PolicyName: 'requests',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 100,
    PredefinedMetricSpecification: {
      PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
    },
  },
} as const;

/** A world whose variant is registered. */
export function registered(range = { MinCapacity: 1, MaxCapacity: 5 }) {
  const world = startScaling();
  world.call('RegisterScalableTarget', { ...target, ...range });
  return world;
}

export type World = ReturnType<typeof startScaling>;

/** Minutes in which the variant gets this many requests each. */
export const minutes = ({ minute }: World, requests: number, count: number): void => {
  for (let index = 0; index < count; index += 1) minute(requests);
};

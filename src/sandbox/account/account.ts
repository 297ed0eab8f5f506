import { createEndpointGuard } from '../autoscaling/endpoint-guard';
import { createSageMakerVariants } from '../autoscaling/sagemaker-variants';
import { createAutoScalingService } from '../autoscaling/service';
import type { AwsTime } from '../aws-time';
import { MetricStore } from '../cloudwatch/metric-store';
import { createCloudWatchService, type CloudWatch } from '../cloudwatch/service';
import { MetricDisturbances } from '../control/metric-disturbance';
import type { Services } from '../control/out-of-band';
import { createEcrService } from '../ecr/service';
import type { Registry } from '../ecr/registry';
import type { EventLog } from '../event-log';
import { Events } from '../events/events';
import type { EventTarget } from '../events/event-target';
import { createGuards, type Guards, type Limits } from '../limits/guards';
import { Loads } from '../load/loads';
import { createRuntime } from '../runtime/invoke-endpoint';
import type { S3 } from '../s3/service';
import { createSageMakerService } from '../sagemaker/service';
import { createWorld, type World } from '../sagemaker/world';
import { worldState } from '../sagemaker/world-record';
import type { SeedNames } from '../seed/names';
import { seedWorld } from '../seed/world';
import type { StateParts } from '../state/state-part';
import type { Service } from '../wire/operation';
import type { RuntimeHandler } from '../wire/server';
import { AccountLog } from './account-log';
import { createMeasurement } from './measurement';

/** Everything that one AWS account has. */
export interface Account {
  readonly id: string;
  /** What it does, in the log of the sandbox. */
  readonly log: EventLog;
  readonly services: Services;
  readonly runtime: RuntimeHandler;
  readonly guards: Guards;
  readonly world: World;
  readonly cloudwatch: CloudWatch;
  readonly metrics: MetricStore;
  /** Stands between what is measured and `metrics`. */
  readonly disturbances: MetricDisturbances;
  readonly images: Registry;
  readonly events: Events;
  readonly loads: Loads;
  /** What of it outlives the sandbox, beside its metrics. */
  readonly parts: StateParts;
  /** Adds a world that releases are tried in. */
  readonly seed: (names: SeedNames) => Promise<void>;
  /** From now on alarms are evaluated. */
  readonly start: () => void;
  /** Publishes and does what is due now. */
  readonly tick: () => void;
  /** Nothing happens any more by itself; processes run on until `kill`. */
  readonly stop: () => void;
  readonly kill: () => void;
}

/** What all accounts stand on. */
export interface Ground {
  readonly log: EventLog;
  readonly time: AwsTime;
  readonly s3: S3;
  readonly sts: Service;
  readonly limits: Limits;
  readonly eventTargets: readonly EventTarget[];
  /** From the end of a metric period to its points being visible, ms. */
  readonly metricDelayMs: number;
  /** Where the sandbox listens. */
  readonly endpointUrl: () => string;
  /** The SageMaker of an account that somebody has called; undefined for any other. */
  readonly worldOf: (account: string) => World | undefined;
}

/** A new account, without anything in it. */
export function createAccount(id: string, ground: Ground): Account {
  const { time, s3, metricDelayMs } = ground;
  const log = new AccountLog(ground.log, id);
  const metrics = new MetricStore();
  const cloudwatch = watching(id, { metrics, log, metricDelayMs });
  const { alarms } = cloudwatch;
  const { service: ecr, registry: images } = createEcrService({ account: id });
  const alarmState = (name: string): string | undefined => alarms.get(name)?.state;
  const isCompositeAlarm = (name: string): boolean =>
    alarms.get(name)?.definition.kind === 'composite';
  const world = createWorld({
    ...{ account: id, time, log, objects: s3.store, images },
    ...{ alarmState, isCompositeAlarm },
    neighbour: ground.worldOf,
  });
  const autoscaling = scaling(world, { metrics, cloudwatch, metricDelayMs });
  const sagemaker = createSageMakerService(world);
  const disturbances = new MetricDisturbances(metrics);
  const { requests, captures, tick } = createMeasurement(world, disturbances, metricDelayMs);
  const plane = { account: id, endpoints: world.endpoints, metrics: requests, captures, log };
  const events = new Events({ targets: ground.eventTargets, world, alarms, log });
  return {
    id,
    log,
    services: {
      sagemaker,
      monitoring: cloudwatch.service,
      s3: s3.service,
      ecr,
      'application-autoscaling': autoscaling.service,
      sts: ground.sts,
    },
    runtime: createRuntime(plane),
    guards: createGuards(ground.limits, world),
    world,
    cloudwatch,
    metrics,
    disturbances,
    images,
    events,
    loads: new Loads(id, ground.endpointUrl, log),
    parts: {
      cloudwatch: cloudwatch.state,
      images,
      world: worldState(world),
      autoscaling: autoscaling.state,
    },
    seed: (names) => seedWorld(world, sagemaker, cloudwatch, names),
    start: () => alarms.start(),
    tick: () => {
      tick();
      autoscaling.tick();
    },
    stop: () => {
      captures.flush();
      alarms.stop();
      events.stop();
    },
    kill: () => {
      for (const endpoint of world.endpoints.values()) endpoint.kill();
    },
  };
}

interface Measured {
  readonly metrics: MetricStore;
  readonly metricDelayMs: number;
}

/** CloudWatch, whose alarms write every change of state to the log. */
function watching(
  account: string,
  { metrics, log, metricDelayMs }: Measured & { readonly log: EventLog },
): CloudWatch {
  const cloudwatch = createCloudWatchService({
    account,
    store: metrics,
    publishingDelayMs: metricDelayMs,
    undocumented: (what) => log.write({ kind: 'undocumented', what }),
  });
  cloudwatch.alarms.onChange(({ name, from, to, reason, by }) =>
    log.write({ kind: 'alarm', name, from, to, reason, by }),
  );
  return cloudwatch;
}

/** Application Auto Scaling of a world, which has its say from now on when an endpoint changes. */
function scaling(
  world: World,
  { metrics, cloudwatch, metricDelayMs }: Measured & { readonly cloudwatch: CloudWatch },
) {
  const { account, log, time } = world;
  const autoscaling = createAutoScalingService({
    account,
    metrics,
    cloudwatch,
    variants: (role) => createSageMakerVariants(world, role),
    log,
    scale: time.scale,
    metricDelayMs,
  });
  world.scaling = createEndpointGuard(autoscaling.scaling, log);
  return autoscaling;
}

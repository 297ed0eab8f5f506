import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createEndpointGuard } from './autoscaling/endpoint-guard';
import { createSageMakerVariants } from './autoscaling/sagemaker-variants';
import { createAutoScalingService } from './autoscaling/service';
import { AwsTime } from './aws-time';
import { Captures } from './capture/captures';
import { MetricStore } from './cloudwatch/metric-store';
import { createCloudWatchService } from './cloudwatch/service';
import { controlRoutes } from './control/control-routes';
import { createControlServer, type ControlRoutes } from './control/control-server';
import { readFaultPlan } from './control/fault-plan';
import { Faults } from './control/faults';
import { createHappenings } from './control/happenings';
import { MetricDisturbances } from './control/metric-disturbance';
import { createRecordingDoor } from './control/recording-door';
import { createEcrService } from './ecr/service';
import { EventLog } from './event-log';
import { eventRoutes } from './events/event-routes';
import { Events } from './events/events';
import { createGuards } from './limits/guards';
import { Loads } from './load/loads';
import { RequestMetrics } from './metrics/request-metrics';
import { Utilization } from './metrics/utilization';
import type { SandboxOptions } from './options';
import { withFaults } from './runtime/faulty-runtime';
import { pageRoutes } from './page/page-routes';
import { createRuntime } from './runtime/invoke-endpoint';
import { createS3Service } from './s3/service';
import { createSageMakerService } from './sagemaker/service';
import { createWorld, type World } from './sagemaker/world';
import { worldState } from './sagemaker/world-record';
import { seedNames, type SeedNames } from './seed/names';
import { seedWorld } from './seed/world';
import { keptDoor, keptRoutes } from './state/kept-answers';
import { openState } from './state/sandbox-state';
import { createStsService } from './sts/service';
import { createWireServer } from './wire/server';
import { openWireLog } from './wire/wire-log';

export interface Sandbox {
  readonly endpointUrl: string;
  readonly controlUrl: string;
  readonly log: string;
  /** Ends every process and closes the log. */
  readonly close: () => Promise<void>;
}

/** A local AWS on 127.0.0.1; resolves when it answers, with the seeded endpoint in service. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const plan = readFaultPlan(options.faults);
  const log = new EventLog(options.log);
  log.write({ kind: 'sandbox', event: 'started', detail: { ...options } });
  const store = new MetricStore();
  const delayMs = options.metricDelay * 1000;
  const cloudwatch = createCloudWatchService({
    store,
    publishingDelayMs: delayMs,
    undocumented: (what) => log.write({ kind: 'undocumented', what }),
  });
  const { alarms } = cloudwatch;
  alarms.onChange(({ name, from, to, reason, by }) =>
    log.write({ kind: 'alarm', name, from, to, reason, by }),
  );
  const s3 = createS3Service({ directory: options.s3 });
  const ecr = createEcrService();
  const time = new AwsTime(options.clock);
  const alarmState = (name: string): string | undefined => alarms.get(name)?.state;
  const world = createWorld({
    time,
    log,
    objects: s3.store,
    images: ecr.registry,
    alarmState,
    isCompositeAlarm: (name) => alarms.get(name)?.definition.kind === 'composite',
  });
  const { endpoints } = world;
  const events = new Events({ targets: options.events, world, alarms, log });
  const sagemaker = createSageMakerService(world);
  const sink = new MetricDisturbances(store);
  const metrics = new RequestMetrics(sink, delayMs);
  const captures = new Captures({ objects: world.objects, time, log });
  const autoscaling = createAutoScalingService({
    metrics: store,
    cloudwatch,
    variants: (role) => createSageMakerVariants(world, role),
    log,
    scale: options.clock,
    metricDelayMs: delayMs,
  });
  world.scaling = createEndpointGuard(autoscaling.scaling, log);
  const services = {
    sagemaker,
    monitoring: cloudwatch.service,
    s3: s3.service,
    ecr: ecr.service,
    'application-autoscaling': autoscaling.service,
    sts: createStsService(),
  };
  const surroundings = { services, cloudwatch, images: ecr.registry, metrics: sink, log };
  const faults = new Faults(log, createHappenings({ ...surroundings, routes: () => routes }));
  const guards = createGuards(options, world, plan.quotas);
  const runtime = createRuntime({ endpoints, metrics, captures, log });
  const parts = {
    cloudwatch: cloudwatch.state,
    images: ecr.registry,
    world: worldState(world),
    autoscaling: autoscaling.state,
  };
  const state =
    options.state === undefined ? undefined : openState(options.state, store, parts, log);
  if (state?.isRestored === true) state.start();
  const door = createRecordingDoor(faults, log, guards.calls);
  const wireLog = options.wireLog === undefined ? undefined : openWireLog(options.wireLog);
  const wire = createWireServer({
    wireLog,
    services,
    runtime: withFaults(runtime, { faults, guards: guards.invocations }),
    door: state === undefined ? door : keptDoor(door, state.keeper),
  });
  const endpointUrl = await listen(wire, options.port, options.host);
  const loads = new Loads(endpointUrl, log);
  const addWorld = (names: SeedNames): Promise<void> =>
    seedWorld(world, sagemaker, cloudwatch, names);
  const controlled = { world, alarms, loads, addWorld, services, faults, log };
  const routes: ControlRoutes = { ...controlRoutes(controlled), ...eventRoutes(events.faults) };
  const allRoutes = { ...routes, ...pageRoutes(controlled, routes) };
  const control = createControlServer(
    state === undefined ? allRoutes : keptRoutes(allRoutes, state.keeper),
  );
  const controlUrl = await listen(control, options.controlPort, options.host);
  if (state?.isRestored !== true) {
    if (options.seed) await addWorld(seedNames);
    state?.start();
  }
  const stopMeasuring = measure([
    metrics,
    captures,
    new Utilization(sink, endpoints, delayMs),
    autoscaling,
  ]);
  alarms.start();
  if (options.load > 0) loads.setRate(seedNames.endpoint, options.load);
  for (const fault of plan.faults) faults.add(fault);
  log.write({
    kind: 'sandbox',
    event: 'ready',
    detail: { endpointUrl, controlUrl },
  });
  const close = async (): Promise<void> => {
    await endLoad(loads);
    stopMeasuring();
    captures.flush();
    faults.stop();
    alarms.stop();
    events.stop();
    state?.stop();
    time.stop();
    killAll(world);
    for (const server of [wire, control]) {
      server.closeAllConnections();
      server.close();
    }
    log.write({ kind: 'sandbox', event: 'stopped', detail: {} });
    wireLog?.close();
    log.close();
  };
  return { endpointUrl, controlUrl, log: log.path, close };
}

/** Periods are published within this time of their end, ms. */
const measureEveryMs = 200;

function measure(parts: readonly { tick(): void }[]): () => void {
  const timer = setInterval(() => {
    for (const part of parts) part.tick();
  }, measureEveryMs);
  return () => clearInterval(timer);
}

/** Lets requests under way be answered and counted, as clients that stop would. */
async function endLoad(loads: Loads): Promise<void> {
  if (Object.keys(loads.rates).length > 0) {
    loads.stop();
    await delay(400);
  }
  loads.kill();
}

function killAll(world: World): void {
  for (const endpoint of world.endpoints.values()) endpoint.kill();
}

async function listen(server: http.Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound, address, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
}

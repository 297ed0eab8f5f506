import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { createAwsClients, type AwsClients } from '../../src/activities/aws/clients';
import { startStack, type Stack } from '../../src/local/stack';
import { readLog } from '../../src/sandbox/log-reader';
import type { LogLine } from '../../src/sandbox/log-line';
import { judgeWireLog } from '../wire-judge/judge';
import { readWireLog, type Recorded } from '../wire-judge/recorded';
import { tool } from './tools';

/** The local stack of one test file: Temporal, sandbox and worker as processes, and clients of both. */
export interface RunningStack extends Stack {
  readonly client: Client;
  readonly aws: AwsClients;
  /** Calls the sandbox's control port. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Everything the sandbox has logged. */
  log(): readonly LogLine[];
  /** Everything that went over the sandbox's wire, but for requests to models. */
  wire(): readonly Recorded[];
  /** One more endpoint with packages, alarms and load of its own, so that stories don't share one. */
  world(name: string, options?: { readonly rps?: number }): Promise<World>;
}

export interface World {
  readonly endpoint: string;
  readonly group: string;
  readonly alarms: { readonly errors: string; readonly latency: string };
  readonly rps: number;
}

export interface StackOfSuite {
  readonly worker?: boolean;
  readonly clock?: number;
  /** The sandbox keeps its state, so that it can be started again. */
  readonly state?: boolean;
  /** File of the IAM policy that callers have. */
  readonly iam?: string;
  /** Members of an AWS newer than its models, which the suite has the sandbox show. */
  readonly tomorrow?: readonly string[];
}

/**
 * Starts the stack before the suite and ends it after, when it fails if anything on the sandbox's wire
 * broke AWS's own models; `stack()` gives it inside tests.
 */
export function useStack(options: StackOfSuite = {}) {
  let running: RunningStack | undefined;
  beforeAll(async () => {
    running = await openStack(options);
  }, 60_000);
  afterAll(() => running?.stop(), 60_000);
  return (): RunningStack => {
    if (!running) throw new Error('the stack has not started');
    return running;
  };
}

export async function openStack({
  worker = true,
  clock = 120,
  state = false,
  iam,
  tomorrow = [],
}: StackOfSuite = {}): Promise<RunningStack> {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-e2e-'));
  const wireLog = path.join(folder, 'wire.jsonl');
  process.env.SLIPWAY_SANDBOX_WIRE_LOG = wireLog;
  const stack = await startStack({
    binary: tool('temporal'),
    folder,
    clock,
    load: 0,
    metricDelay: 1,
    worker,
    ...(state && { state: 'sandbox.state' }),
    ...(iam !== undefined && { iam }),
  });
  const connection = await Connection.connect({ address: stack.temporal.address });
  Object.assign(process.env, stack.environment);
  const control = controlOf(stack.sandbox.controlUrl);
  return {
    ...stack,
    client: new Client({ connection, identity: 'e2e' }),
    aws: createAwsClients(),
    control,
    log: () => readLog(stack.sandbox.log),
    wire: () => readWireLog(wireLog),
    world: (name, { rps = 80 } = {}) => addWorld(control, name, rps),
    async stop() {
      await connection.close();
      await stack.stop();
      judgeWireLog(wireLog, tomorrow);
    },
  };
}

type Control = RunningStack['control'];

function controlOf(url: string): Control {
  return async (method, route, body) => {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

/** The world is ready when its alarms are OK: before that every release of it is refused. */
async function addWorld(control: Control, name: string, rps: number): Promise<World> {
  const world: World = {
    endpoint: `scorer-${name}`,
    group: `fraud-${name}`,
    alarms: { errors: `scorer-${name}-5xx`, latency: `scorer-${name}-latency` },
    rps,
  };
  await control('POST', '/worlds', { endpoint: world.endpoint, group: world.group, rps });
  const names = Object.values(world.alarms);
  const deadline = Date.now() + 150_000;
  while (rps > 0) {
    const { alarms } = (await control('GET', '/state')) as {
      alarms: { name: string; state: string }[];
    };
    const ready = alarms.filter((alarm) => names.includes(alarm.name) && alarm.state === 'OK');
    if (ready.length === names.length) break;
    if (Date.now() > deadline) throw new Error(`the alarms of ${name} are not OK after 150 s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return world;
}

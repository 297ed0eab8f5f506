import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readEventTarget, type EventTarget } from './events/event-target';

export interface SandboxOptions {
  readonly port: number;
  readonly controlPort: number;
  /** How many times faster AWS's own waiting goes. */
  readonly clock: number;
  /** From the end of a metric period to its points being visible, s. */
  readonly metricDelay: number;
  readonly log: string;
  /** File for the raw exchanges with clients; none when undefined. */
  readonly wireLog: string | undefined;
  /** Requests a second from the start on. */
  readonly load: number;
  readonly seed: boolean;
  /** Directory of S3's buckets; in memory without it. */
  readonly s3: string | undefined;
  /** File that keeps the state over restarts; none when undefined. */
  readonly state: string | undefined;
  /** Where changes of state are told, as EventBridge would. */
  readonly events: readonly EventTarget[];
  /** Address that both ports bind to. */
  readonly host: string;
  /** Whether calls above AWS's rates are refused. */
  readonly throttle: boolean;
  /** How long what was just created is not there for a deployment, s. */
  readonly consistencyDelay: number;
  /** File of a fault plan. */
  readonly faults?: string;
  /** File of the IAM policy that all callers have. */
  readonly iam?: string;
}

export const usage =
  'Usage: main.js [--port 0] [--control-port 0] [--clock 1] [--metric-delay 5] [--log FILE] [--wire-log FILE] [--load 0] [--s3 DIR] [--state FILE] [--no-seed] [--events TARGET]... [--host 127.0.0.1] [--no-throttle] [--consistency-delay 0] [--faults FILE] [--iam FILE]';

/** Reads the command line; throws an Error that says what is wrong. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      port: { type: 'string', default: '0' },
      'control-port': { type: 'string', default: '0' },
      clock: { type: 'string', default: '1' },
      'metric-delay': { type: 'string', default: '5' },
      log: { type: 'string' },
      'wire-log': { type: 'string' },
      load: { type: 'string', default: '0' },
      s3: { type: 'string' },
      state: { type: 'string' },
      seed: { type: 'boolean', default: true },
      events: { type: 'string', multiple: true, default: [] },
      host: { type: 'string', default: '127.0.0.1' },
      throttle: { type: 'boolean', default: true },
      'consistency-delay': { type: 'string', default: '0' },
      faults: { type: 'string' },
      iam: { type: 'string' },
    },
  });
  const fallback = join(tmpdir(), `slipway-sandbox-${process.pid}.jsonl`);
  return {
    port: inRange('--port', values.port, 0, 65_535),
    controlPort: inRange('--control-port', values['control-port'], 0, 65_535),
    clock: inRange('--clock', values.clock, 0.001, 10_000),
    metricDelay: inRange('--metric-delay', values['metric-delay'], 1, 600),
    log: values.log ?? environment.SLIPWAY_SANDBOX_LOG ?? fallback,
    wireLog: values['wire-log'] ?? environment.SLIPWAY_SANDBOX_WIRE_LOG,
    load: inRange('--load', values.load, 0, 2_000),
    seed: values.seed,
    events: values.events.map(readEventTarget),
    // Objects outlive the sandbox in their own way: whole files, written as they come.
    s3: values.s3 ?? (values.state === undefined ? undefined : `${values.state}.s3`),
    state: values.state,
    host: values.host,
    throttle: values.throttle,
    consistencyDelay: inRange('--consistency-delay', values['consistency-delay'], 0, 600),
    ...(values.faults !== undefined && { faults: values.faults }),
    ...(values.iam !== undefined && { iam: values.iam }),
  };
}

function inRange(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Error(`${name} is ${text}; it must be a number from ${least} to ${most}.`);
}

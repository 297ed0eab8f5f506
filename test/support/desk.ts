import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { entry } from '../../src/local/entry';
import type { ReleasePlan } from '../../src/release/plan';
import type { promoteModel } from '../../src/workflows';
import { eventually } from './eventually';
import { lookAt, type WatchedRelease } from './story';
import type { RunningStack, World } from './world';

/** What a command line did. */
export interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line that runs. */
export interface Command {
  readonly ended: Promise<Ran>;
  /** Waits until its output holds the words. */
  says(words: string): Promise<void>;
  /** Ctrl-C. */
  interrupt(): void;
}

/** A folder with a release.yaml in it, where a person runs `slipway` as a process of its own. */
export interface Desk {
  readonly folder: string;
  open(...argv: readonly string[]): Command;
  run(...argv: readonly string[]): Promise<Ran>;
  /** Runs with `-o json`, which must exit as said, and gives what it printed. */
  json<T>(exit: number, ...argv: readonly string[]): Promise<T>;
  write(file: string, text: string): void;
}

type Environment = Readonly<Record<string, string>>;

/** Sits down with a spec: its text, or the object that is written as JSON, which is YAML too. */
export function deskOf(
  { environment }: Pick<RunningStack, 'environment'>,
  spec: string | object,
  surroundings: Environment = {},
): Desk {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-desk-'));
  const write: Desk['write'] = (file, text) => writeFileSync(path.join(folder, file), text);
  write('release.yaml', typeof spec === 'string' ? spec : JSON.stringify(spec, undefined, 2));
  const env = { ...environment, TEMPORAL_CONFIG_FILE: path.join(folder, 'none'), ...surroundings };
  const open: Desk['open'] = (...argv) => openCommand(folder, env, argv);
  const run: Desk['run'] = (...argv) => open(...argv).ended;
  return {
    folder,
    open,
    run,
    write,
    async json<T>(wanted: number, ...argv: readonly string[]) {
      const { exit, out, err } = await run(...argv, '-o', 'json');
      if (exit !== wanted)
        throw new Error(`slipway ${argv.join(' ')}: exit ${exit}, not ${wanted}\n${out}\n${err}`);
      return JSON.parse(out) as T;
    },
  };
}

function openCommand(cwd: string, environment: Environment, argv: readonly string[]): Command {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [entry('cli/main.js'), ...argv], {
    cwd,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return {
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exit) => resolve({ exit, out, err }));
    }),
    says: (words) =>
      eventually(`slipway ${argv.join(' ')} says ${words}`, () => out.includes(words)),
    interrupt: () => void child.kill('SIGINT'),
  };
}

/** A release.yaml of seconds: 10 s metrics, one period a verdict. Stories change what they are about. */
export function writtenSpec(world: World, version: number, change: object = {}): object {
  return {
    endpoint: world.endpoint,
    model: `${world.group}/${version}`,
    steps: [{ canary: '50%', bake: '20s' }],
    checks: [{ metric: 'Invocation5XXErrors', max: '5%', atLeast: 50 }],
    alarms: [world.alarms.errors],
    watch: '10s',
    onInconclusive: { extend: true, hold: '10s' },
    metrics: { period: '10s', settle: '3s', minPeriods: 1 },
    ...change,
  };
}

/** What a spec says beside `writtenSpec` where nothing is sent to the endpoint. */
export const withoutTraffic = { alarms: 'none-i-accept' } as const;

/** Starts the desk's release by the command line; what comes of it is seen from outside. */
export async function startAt(
  stack: RunningStack,
  desk: Desk,
  ...argv: readonly string[]
): Promise<WatchedRelease> {
  const startedAt = new Date().toISOString();
  const started = await desk.json<Started>(0, 'start', ...argv);
  const { workflowId, runId } = started;
  const handle = stack.client.workflow.getHandle<typeof promoteModel>(workflowId, runId);
  const plan = await handle.query<ReleasePlan>('plan');
  return lookAt(stack, { plan, handle, startedAt });
}

/** What `start -o json` prints. */
export interface Started {
  readonly workflowId: string;
  readonly runId: string;
  readonly attached: boolean;
  readonly planDigest: string;
}

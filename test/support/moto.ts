import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { tool } from './tools';

export interface Moto {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Credentials that moto and the sandbox take alike. */
export const anyone = {
  AWS_ACCESS_KEY_ID: 'AKIAANYONE0000000000',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

/** Starts an empty moto, another simulator of AWS, which nobody of us wrote. It ends with this process at the latest. */
export async function startMoto(): Promise<Moto> {
  const script = startPython('moto_server.py', []);
  return { url: await nextLine(script), stop: () => endPython(script.child) };
}

export interface Message {
  /** `direct` was written by the sandbox, `ruled` came through a rule of an event bus. */
  readonly queue: 'direct' | 'ruled';
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Queues {
  readonly directUrl: string;
  /** Every message so far, in the order it was received. */
  readonly messages: readonly Message[];
  readonly stop: () => Promise<void>;
}

/** Two queues at moto, read by boto3 as long as this runs: one to write to, one behind an EventBridge rule. */
export async function startQueues(moto: Moto): Promise<Queues> {
  const script = startPython('event_queues.py', [moto.url]);
  const directUrl = await nextLine(script);
  const messages: Message[] = [];
  script.lines.on('line', (line) => messages.push(JSON.parse(line) as Message));
  return { directUrl, messages, stop: () => endPython(script.child) };
}

interface Script {
  readonly child: ChildProcess;
  readonly lines: Interface;
}

/** A script of this folder, which ends when its standard input closes. */
function startPython(name: string, args: readonly string[]): Script {
  const child = spawn(tool('python'), [path.join(__dirname, name), ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...anyone },
  });
  return { child, lines: createInterface({ input: child.stdout }) };
}

async function nextLine({ child, lines }: Script): Promise<string> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${child.spawnargs[1]} ended with ${code}`)));
    lines.once('line', resolve);
  });
}

async function endPython(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
}

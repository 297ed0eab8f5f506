import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createAwsClients, type AwsClients } from '../../../src/activities/aws/clients';
import { judgeWireLog } from '../../wire-judge/judge';
import { readWireLog, type Recorded } from '../../wire-judge/recorded';

export interface SandboxWorld {
  readonly clients: AwsClients;
  readonly controlUrl: string;
  /** What went over its wire so far; an exchange is there within a tenth of a second. */
  readonly wire: () => readonly Recorded[];
  /** Ends it, and fails when anything that went over its wire breaks AWS's own models. */
  readonly stop: () => Promise<void>;
}

/** The seeded sandbox as a process of its own, and the worker's clients pointed at it by the environment alone. */
export async function startSandbox(): Promise<SandboxWorld> {
  const before = { ...process.env };
  const folder = mkdtempSync(join(tmpdir(), 'slipway-activities-'));
  const logs = ['--log', join(folder, 'sandbox.jsonl'), '--wire-log', join(folder, 'wire.jsonl')];
  const main = join(__dirname, '../../../dist/sandbox/main.js');
  const child = spawn(process.execPath, [main, '--clock', '1000', '--no-throttle', ...logs], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ready = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(ready, 'line'), exited(child)])) as [string];
  const { endpointUrl, controlUrl } = JSON.parse(line) as Record<string, string>;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'not-checked',
  });
  return {
    clients: createAwsClients(),
    controlUrl: controlUrl ?? '',
    wire: () => readWireLog(join(folder, 'wire.jsonl')),
    stop: async () => {
      process.env = before;
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
      judgeWireLog(join(folder, 'wire.jsonl'));
    },
  };
}

async function exited(child: ReturnType<typeof spawn>): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`the sandbox ended with ${code} before it was ready; npm run build makes it`);
}

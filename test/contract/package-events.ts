import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { tool } from '../support/tools';

export interface PackageEvents {
  /** The details of all events so far. */
  readonly details: readonly Readonly<Record<string, unknown>>[];
  /** Removes rule and queue; throws where they are left behind. */
  readonly stop: () => Promise<void>;
}

/** Has EventBridge write the events of a group's packages to a queue, by boto3 with these variables. */
export async function followPackages(
  name: string,
  group: string,
  environment: NodeJS.ProcessEnv,
): Promise<PackageEvents> {
  const script = path.join(__dirname, 'package_events.py');
  const child = spawn(tool('python'), [script, name, group], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const details: Readonly<Record<string, unknown>>[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') resolve();
      else details.push((JSON.parse(line) as { detail: Record<string, unknown> }).detail);
    });
  });
  return {
    details,
    stop: async () => {
      child.stdin.end();
      const code = await ended;
      if (code !== 0) throw new Error(`rule and queue ${name}: ${script} ended with ${code}`);
    },
  };
}

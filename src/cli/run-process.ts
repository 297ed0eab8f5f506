import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { exitCodes } from '../release/outcome';
import { unexpected } from './failure';
import type { Terminal } from './terminal';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a Node program in the foreground, hands signals on to it, and gives its exit code. */
export function runProcess(
  file: string,
  args: readonly string[],
  { env, cwd }: Pick<Terminal, 'env' | 'cwd'>,
): Promise<number> {
  if (!existsSync(file)) throw unexpected(`${file} is not there`, 'Build first: npm run build.');
  const child = spawn(process.execPath, [file, ...args], { env, cwd, stdio: 'inherit' });
  const hand = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of signals) process.on(signal, hand);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      for (const signal of signals) process.off(signal, hand);
      resolve(code ?? exitCodes.unexpected);
    });
  });
}

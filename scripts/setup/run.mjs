import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { startProgress } from './progress.mjs';

const running = new Set();

/**
 * Runs a command to its end with progress shown; resolves with its stdout, throws with its last lines. `onLine` turns a
 * line of its output into the detail shown.
 */
export async function run(command, args, { doing, cwd, env, onLine, timeoutMs } = {}) {
  const progress = doing ? startProgress(doing) : undefined;
  // A group of its own: a stopped set-up takes the compilers down with it.
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  const timer = timeoutMs ? setTimeout(() => kill(child), timeoutMs) : undefined;
  const stdout = [];
  const lines = [];
  const hear = (line) => {
    lines.push(line);
    const detail = onLine?.(line);
    if (detail) progress?.detail(detail);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout.push(line);
    hear(line);
  });
  createInterface({ input: child.stderr }).on('line', hear);
  try {
    const { code, signal } = await ending(child);
    if (code === 0) return stdout.join('\n');
    const how = signal ? `was ended by ${signal}` : `exited with ${code}`;
    throw new Error([`${command} ${args[0] ?? ''} ${how}`, ...lines.slice(-20)].join('\n  '));
  } finally {
    clearTimeout(timer);
    running.delete(child);
    progress?.stop();
  }
}

function ending(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

function kill(child) {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It ended by itself.
  }
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])
  process.once(signal, () => {
    for (const child of running) kill(child);
    process.exit(code);
  });

import { spawn } from 'node:child_process';

/**
 * Runs one command that knows nothing of its parent, and ends it when the pipe on stdin closes: a parent that is
 * killed can't tell its children, but its pipes close. Usage: node tether.js COMMAND [ARGUMENT…]
 */
function main(): void {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) throw new TypeError('tether needs a command');
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.once('error', (error) => {
    process.stderr.write(`${command}: ${error.message}\n`);
    process.exit(127);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
  const stop = (): void => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
  };
  process.stdin.once('end', stop).once('error', stop).resume();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
}

main();

import { fstatSync } from 'node:fs';
import { readOptions, usage, type SandboxOptions } from './options';
import { startSandbox } from './sandbox';

/** Exit code for a command line that cannot be read. */
const badUsage = 2;

async function main(): Promise<void> {
  const options = optionsOrExit();
  process.stderr.write(
    `SANDBOX: a local simulation of AWS. Nothing here is real: accounts 000000000000 to 000000000099, clock x${options.clock}, metrics visible ${options.metricDelay} s after their period.\n`,
  );
  if (!isLoopback(options.host)) {
    process.stderr.write(
      `SANDBOX: WARNING: --host ${options.host} lets other machines in. It checks no signature, and its control port asks nobody who they are.\n`,
    );
  }
  const sandbox = await startSandbox(options);
  let isClosing = false;
  const close = (): void => {
    if (isClosing) return;
    isClosing = true;
    void sandbox.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  closeWithParent(close);
  const { endpointUrl, controlUrl, log } = sandbox;
  const ready = { endpointUrl, controlUrl, log, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function optionsOrExit(): SandboxOptions {
  try {
    return readOptions(process.argv.slice(2), process.env);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}\n`);
    process.exit(badUsage);
  }
}

const isLoopback = (host: string): boolean => /^(127\.|::1$|localhost$)/.test(host);

/** A pipe as standard input is held by the parent: it closes with it, also when that is killed. */
function closeWithParent(close: () => void): void {
  const stdin = fstatSync(0);
  if (!stdin.isFIFO() && !stdin.isSocket()) return;
  process.stdin.on('end', close).on('close', close).on('error', close).resume();
}

main().catch((cause: unknown) => {
  process.stderr.write(
    `SANDBOX: did not start: ${cause instanceof Error ? cause.message : String(cause)}\n`,
  );
  process.exit(1);
});

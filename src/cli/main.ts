#!/usr/bin/env -S node --
// The two dashes keep Node 20 from taking --env-file, a flag of ours, for its own.
import { exitCodes } from '../release/outcome';
import { run } from './run';
import { processTerminal } from './terminal';

// Under Node 20 the AWS SDK prints seven lines in every process; workers started from here inherit this.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
  // A verb that runs a process in the foreground has a listener of its own and stops in its own time.
  if (process.listenerCount('SIGINT') > 0) return;
  const end = (): never => process.exit(exitCodes.detached);
  process.once('SIGINT', end);
  setTimeout(end, 1500).unref();
});

void run(process.argv.slice(2), processTerminal(interruption.signal)).then((exit) => {
  process.exitCode = exit;
});

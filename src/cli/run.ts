import { CommanderError } from '@commander-js/extra-typings';
import { exitCodes } from '../release/outcome';
import type { GlobalFlags } from './context';
import { explain } from './explain';
import { jsonText, plain } from './output/plain';
import { recorderFor } from './output/records';
import { styleFor } from './output/style';
import { createProgram } from './program';
import type { Terminal } from './terminal';
import { packageVersion } from './version';

/** Runs one command line and gives its exit code; never throws. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exit: number = exitCodes.ok;
  let output: GlobalFlags['output'] = 'text';
  const program = createProgram(terminal, async (flags, work) => {
    output = flags.output;
    exit = await work({
      terminal,
      flags,
      style: styleFor(terminal, flags.color),
      records: recorderFor(flags.output, terminal.out, packageVersion()),
      say: (sentence) => terminal.err(`${sentence}\n`),
    });
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return fail(terminal, output, error);
  }
}

/** Says what failed and what to do: in words on `err`, and for machines as their format asks. */
function fail(terminal: Terminal, output: GlobalFlags['output'], error: unknown): number {
  const { message, exit, next } = explain(error);
  if (output !== 'text') {
    const failure = { type: 'error', message, exitCode: exit, ...(next && { next }) };
    terminal.out(`${jsonText(failure, output === 'json' ? 2 : undefined)}\n`);
  }
  terminal.err(`${plain(message)}\n${next ? `Next: ${plain(next)}\n` : ''}`);
  return exit;
}

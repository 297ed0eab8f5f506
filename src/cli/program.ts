import { Command, Option } from '@commander-js/extra-typings';
import { abort } from './commands/abort';
import { approve } from './commands/approve';
import { demo } from './commands/demo';
import { judge } from './commands/judge';
import { list } from './commands/list';
import { pause } from './commands/pause';
import { plan } from './commands/plan';
import { promote } from './commands/promote';
import { reference } from './commands/reference';
import { reject } from './commands/reject';
import { report } from './commands/report';
import { resume } from './commands/resume';
import { sandbox } from './commands/sandbox';
import { start } from './commands/start';
import { status } from './commands/status';
import { validate } from './commands/validate';
import { version } from './commands/version';
import { worker } from './commands/worker';
import type { Context, GlobalFlags } from './context';
import type { Terminal } from './terminal';

/** Runs a verb's work in its context and keeps the exit code it gives. */
export type Runner = (
  flags: GlobalFlags,
  work: (context: Context) => number | Promise<number>,
) => Promise<void>;

const examples = `
Examples:
  slipway validate                      check release.yaml, without any network
  slipway plan                          what a release would change, step by step
  slipway start --wait                  release, and watch it to its end
  slipway approve --reason "CHG-1042"   say yes at the open gate
  slipway status --watch                watch the running release
  slipway abort --reason "tickets"      take production back now

ENDPOINT is the name of a SageMaker endpoint; left out, it is the one release.yaml names.
Temporal is found by TEMPORAL_* and temporal.toml. Exit codes: docs/exit-codes.md.`;

/** The command line without its verbs: flags that hold everywhere. */
function rootCommand(terminal: Terminal) {
  return new Command('slipway')
    .description(
      'Releases Amazon SageMaker models, and takes production back when anything says no',
    )
    .addOption(new Option('-f, --file <file>', 'spec to use; - reads it from stdin'))
    .addOption(
      new Option('-o, --output <format>', 'form of the output')
        .choices(['text', 'json', 'jsonl'] as const)
        .default('text' as const),
    )
    .addOption(
      new Option('--color <when>', 'colours')
        .choices(['auto', 'always', 'never'] as const)
        .default('auto' as const),
    )
    .addOption(new Option('--profile <name>', 'profile of temporal.toml'))
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride()
    .showHelpAfterError('(see slipway help)')
    .addHelpText('after', examples);
}

export type Program = ReturnType<typeof rootCommand>;

/** The whole command line; every verb loads what it needs only when it runs. */
export function createProgram(terminal: Terminal, runner: Runner): Program {
  const program = rootCommand(terminal);
  const verbs = [validate, plan, start, status, list, approve, reject, pause, resume, promote];
  const more = [abort, report, judge, worker, sandbox, demo, version, reference];
  for (const register of [...verbs, ...more]) register(program, runner);
  return program;
}

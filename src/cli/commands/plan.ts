import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exitCodes } from '../../release/outcome';
import type { ReleasePlan } from '../../release/plan';
import type { Context } from '../context';
import { jsonText, plainDeep } from '../output/plain';
import type { Program, Runner } from '../program';
import { readSpecFile } from '../spec-file';

interface PlanFlags {
  readonly out?: string;
  readonly detailedExitcode?: true;
  readonly expectNoChanges?: true;
}

export function plan(program: Program, runner: Runner): void {
  program
    .command('plan')
    .description(
      'read the live endpoint and say what a release would change, step by step; changes nothing',
    )
    .option('--out <file>', 'write spec and plan for `slipway start --plan`')
    .option(
      '--detailed-exitcode',
      'exit 2 when the plan changes something, 0 when it does not, 1 on error',
    )
    .option('--expect-no-changes', 'exit 7 when the plan changes something')
    .action((options, command) =>
      runner(command.optsWithGlobals(), (context) => show(context, options)),
    );
}

async function show(context: Context, options: PlanFlags): Promise<number> {
  if (!options.detailedExitcode) return await makeAndShow(context, options);
  return await makeAndShow(context, options).catch(async (error: unknown) => {
    const { CliFailure } = await import('../failure.js');
    const { explain } = await import('../explain.js');
    const { message, next } = explain(error);
    throw new CliFailure(message, exitCodes.unexpected, next);
  });
}

async function makeAndShow(context: Context, options: PlanFlags): Promise<number> {
  const { terminal, flags, style, records, say } = context;
  const { specOf } = await import('../load-spec.js');
  const { withSession } = await import('../temporal/session.js');
  const { makePlan } = await import('../temporal/make-plan.js');
  const { renderPlan } = await import('../output/render-plan.js');
  const { savedPlan } = await import('../saved-plan.js');
  const spec = specOf(await readSpecFile(terminal, flags.file));
  const made = await withSession(terminal, flags.profile, (session) =>
    makePlan(session, spec, (sentence) => say(`• ${sentence}`)),
  );
  records.write('plan', { plan: made });
  if (flags.output === 'json') terminal.out(`${jsonText(made, 2)}\n`);
  if (flags.output === 'text') terminal.out(`${renderPlan(plainDeep(made), style)}\n`);
  if (options.out) {
    await writeFile(path.resolve(terminal.cwd, options.out), savedPlan(spec, made));
    say(`Plan written to ${options.out}. Next: slipway start --plan ${options.out} --wait`);
  } else if (flags.output === 'text')
    say(`Next: slipway start ${flags.file ? `-f ${flags.file} ` : ''}--wait`);
  return exitFor(made, options);
}

function exitFor(made: ReleasePlan, { detailedExitcode, expectNoChanges }: PlanFlags): number {
  const changes = made.stable.version !== made.candidate.version;
  if (changes && expectNoChanges) return exitCodes.expectation;
  return changes && detailedExitcode ? exitCodes.usage : exitCodes.ok;
}

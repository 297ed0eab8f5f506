import { exitCodes } from '../../release/outcome';
import type { Context } from '../context';
import { readSpecFile } from '../spec-file';
import type { Program, Runner } from '../program';

export function validate(program: Program, runner: Runner): void {
  program
    .command('validate')
    .description(
      'check a spec, without any network: all faults at once, each with its line and column',
    )
    .action((_, command) => runner(command.optsWithGlobals(), check));
}

async function check({ terminal, flags, style, records }: Context): Promise<number> {
  const { parseSpec } = await import('../../spec/parse-spec.js');
  const { renderFault } = await import('../../spec/fault.js');
  const { file, text } = await readSpecFile(terminal, flags.file);
  const result = parseSpec(text, file);
  const faults = result.ok ? [] : result.faults;
  const answer = { file, ok: result.ok, faults };
  records.write('validated', answer);
  if (flags.output === 'json') terminal.out(`${JSON.stringify(answer, undefined, 2)}\n`);
  if (flags.output === 'text' && result.ok)
    terminal.out(`${style.green('✔')} ${file} is a whole spec for ${result.spec.endpoint}\n`);
  for (const fault of faults) terminal.err(`${renderFault(fault)}\n`);
  return result.ok ? exitCodes.ok : exitCodes.usage;
}

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exitCodes } from '../../release/outcome';
import type { Dossier } from '../../release/dossier';
import type { Context } from '../context';
import { jsonText, plain } from '../output/plain';
import type { Program, Runner } from '../program';
import { readSpecFile } from '../spec-file';

interface ReportFlags {
  readonly out?: string;
  readonly verify?: string;
}

export function report(program: Program, runner: Runner): void {
  program
    .command('report')
    .description(
      'write the dossier of a release, or verify one: hash chain, and evidence files where they are reachable',
    )
    .argument('[endpoint]', 'endpoint, or a full workflow id')
    .option('--out <file>', 'write the dossier here instead of printing it')
    .option('--verify <file>', 'verify this dossier; needs no Temporal')
    .action((endpoint, options, command) =>
      runner(command.optsWithGlobals(), (context) =>
        options.verify === undefined
          ? write(context, endpoint, options)
          : verify(context, options.verify),
      ),
    );
}

async function write(
  { terminal, flags, say }: Context,
  argument: string | undefined,
  { out }: ReportFlags,
): Promise<number> {
  const { endpointOf } = await import('../load-spec.js');
  const { withSession } = await import('../temporal/session.js');
  const { findRelease } = await import('../temporal/find-release.js');
  const { ask } = await import('../temporal/ask.js');
  const endpoint = await endpointOf(terminal, argument, flags.file);
  const dossier = await withSession(terminal, flags.profile, async (session) => {
    const { handle } = await findRelease(session, endpoint);
    return await ask<Dossier>(session, handle, 'dossier');
  });
  const text = `${jsonText(dossier, 2)}\n`;
  if (out === undefined) terminal.out(text);
  else {
    await writeFile(path.resolve(terminal.cwd, out), text);
    say(
      `✔ ${dossier.records.length} records written to ${out}. Next: slipway report --verify ${out}`,
    );
  }
  return exitCodes.ok;
}

async function verify({ terminal, flags, style, say }: Context, file: string): Promise<number> {
  const { readDossier, verifyDossier } = await import('../../report/verify.js');
  const { usage } = await import('../failure.js');
  const { text } = await readSpecFile(terminal, file);
  const dossier = readDossier(text);
  if (typeof dossier === 'string') throw usage(`${file} is not a dossier: ${dossier}`);
  const { faults, checked, unreachable } = await verifyDossier(dossier);
  if (flags.output !== 'text')
    terminal.out(`${jsonText({ file, ok: faults.length === 0, faults, checked, unreachable })}\n`);
  else if (faults.length === 0)
    terminal.out(
      `${style.green('✔')} ${dossier.records.length} records, chain whole; ${checked} evidence files match, ${unreachable} not reachable from here\n`,
    );
  for (const fault of faults) say(`✖ ${plain(fault)}`);
  return faults.length === 0 ? exitCodes.ok : exitCodes.unexpected;
}

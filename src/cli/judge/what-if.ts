import { whatIf as judgeAgain, type WhatIf } from '../../judge/record/what-if';
import { plannedGates } from '../../release/planned-gates';
import { exitCodes } from '../../release/outcome';
import type { Context } from '../context';
import { notFound } from '../failure';
import { specOf } from '../load-spec';
import { jsonText, plain, plainDeep } from '../output/plain';
import { columnsOf } from '../output/render-status';
import { readSpecFile } from '../spec-file';
import { evidenceBelow } from './evidence-directory';
import type { EvidenceFile } from './evidence-files';
import { judging } from './judge-again';

interface Release {
  readonly release: string;
  readonly gates: readonly WhatIf[];
}

/** What other checks would have changed, in releases. */
interface Sums {
  readonly releases: number;
  /** Went on then, taken back now. */
  readonly caught: number;
  /** Taken back then, not now. */
  readonly spared: number;
  /** Passed then, without a verdict now. */
  readonly held: number;
  /** Gates that can't be judged again. */
  readonly unjudged: number;
}

/** `slipway judge what-if`: the releases of a directory judged again by the checks of another spec. */
export async function whatIf(context: Context, policy: string, name: string): Promise<number> {
  const { terminal, flags, say } = context;
  const { checks, answers } = plannedGates(specOf(await readSpecFile(terminal, policy)));
  const gates = [...checks, ...(answers ? [answers.gate] : [])];
  const { found, broken, others } = await evidenceBelow(terminal, name);
  if (found.length + broken.length === 0)
    throw notFound(
      `${name} holds no evidence of the judge (${others} other files)`,
      "Name the worker's evidence directory (--evidence or SLIPWAY_EVIDENCE).",
    );
  const releases = byRelease(found).map(([release, files]): Release => {
    const windows = files.map(({ records }) => records.map(({ record }) => record));
    return { release, gates: judging(release, () => judgeAgain(windows, gates)) };
  });
  const sums = sumsOf(releases);
  for (const { why } of broken) say(`✖ ${plain(why)}: its release is left out.`);
  if (flags.output !== 'text') {
    const answer = { policy, releases, leftOut: broken, sums };
    terminal.out(`${jsonText(answer, flags.output === 'json' ? 2 : undefined)}\n`);
    return exitCodes.ok;
  }
  terminal.out(`${tableOf(plainDeep(releases))}\n\n${sumsText(sums)}\n`);
  if (others > 0) say(`${others} other files were left out: actions, plans, verdicts of no gate.`);
  return exitCodes.ok;
}

function byRelease(files: readonly EvidenceFile[]): [string, EvidenceFile[]][] {
  const releases = new Map<string, EvidenceFile[]>();
  for (const file of files)
    releases.set(file.release, [...(releases.get(file.release) ?? []), file]);
  return [...releases];
}

function sumsOf(releases: readonly Release[]): Sums {
  const count = (is: (release: Release) => boolean): number => releases.filter(is).length;
  const failedThen = ({ gates }: Release): boolean => gates.some(({ then }) => then === 'fail');
  const failsNow = ({ gates }: Release): boolean => gates.some(({ now }) => now === 'fail');
  const lostProof = ({ gates }: Release): boolean =>
    gates.some(({ then, now }) => then === 'pass' && now === 'inconclusive');
  return {
    releases: releases.length,
    caught: count((release) => !failedThen(release) && failsNow(release)),
    spared: count((release) => failedThen(release) && !failsNow(release)),
    held: count((release) => !failsNow(release) && !failedThen(release) && lostProof(release)),
    unjudged: releases.flatMap(({ gates }) => gates).filter(({ now }) => now === undefined).length,
  };
}

function tableOf(releases: readonly Release[]): string {
  const rows = releases.flatMap(({ release, gates }) =>
    gates.map(({ gate, then = '–', now = '?', why }) => [release, gate, then, now, why]),
  );
  return columnsOf([['RELEASE', 'GATE', 'THEN', 'NOW', 'WHY'], ...rows]).join('\n');
}

function sumsText({ releases, caught, spared, held, unjudged }: Sums): string {
  return [
    `Releases judged again: ${releases}`,
    `Went on then, taken back now (would have been caught): ${caught}`,
    `Taken back then, not now (stopped for nothing, if the model was good): ${spared}`,
    `Passed then, without proof now (would be held for a person): ${held}`,
    `Gates that can't be judged again (?): ${unjudged}`,
  ].join('\n');
}

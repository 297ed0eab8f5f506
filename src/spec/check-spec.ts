import { specOf, type Draft } from './draft';
import { pathText, type Finding, type SpecFault } from './fault';
import { wrong } from './finding';
import { limits } from './limits';
import { meaningFindings } from './meaning';
import { parsedSections } from './parsed-spec';
import type { SpecResult } from './parse-spec';
import { readSections, type SectionsRead } from './sections';

/** A ReleaseSpec that came as JSON, held to the same bounds as release.yaml; anyone may start a plan from the Web UI. */
export function checkSpec(value: unknown): SpecResult {
  const { read, findings } = readSections(value, parsedSections);
  const draft: Draft = { ...read, noShadow: 'shadow' in read && read.shadow === undefined };
  const all = [...findings, ...meaningFindings(draft), ...consentFindings(read)];
  if (all.length === 0) return { ok: true, spec: specOf(draft) };
  return { ok: false, faults: all.slice(0, limits.faults).map(asFault) };
}

function consentFindings({ alarms, noAlarms }: SectionsRead<typeof parsedSections>): Finding[] {
  if (!alarms || (alarms.length === 0) === (noAlarms ?? false)) return [];
  return alarms.length === 0
    ? [wrong(['alarms'], 'is an empty list', 'Name alarms, or set noAlarms to true.')]
    : [wrong(['noAlarms'], 'is true beside a list of alarms', 'Remove one of the two.')];
}

function asFault({ path, what, use }: Finding): SpecFault {
  return { file: 'spec', line: 0, column: 0, path: pathText(path), what, use };
}

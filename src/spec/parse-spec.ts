import type { ReleaseSpec } from '../release/spec';
import { standingGates } from './defaults';
import { specOf } from './draft';
import { pathText, type Finding, type Path, type SpecFault } from './fault';
import { pointOrder } from './gate-point';
import { limits } from './limits';
import { meaningFindings } from './meaning';
import { readSections } from './sections';
import { normalise, readSource } from './source';
import { lineColumn } from './text-fault';
import { draftOf, type Origins } from './written-draft';
import { writtenSections } from './written-spec';

export type SpecResult =
  | { readonly ok: true; readonly spec: ReleaseSpec }
  | { readonly ok: false; readonly faults: readonly SpecFault[] };

/** release.yaml as a ReleaseSpec with every default filled in, or all that is wrong with it; never throws on any text. */
export function parseSpec(text: string, file: string): SpecResult {
  const normal = normalise(text);
  const source = readSource(normal);
  const at = (offset: number, path: string, what: string, use: string): SpecFault => ({
    file,
    ...lineColumn(normal, offset),
    path,
    what,
    use,
  });
  if ('faults' in source)
    return failed(source.faults.map(({ offset, what, use }) => at(offset, '', what, use)));
  const { read, findings } = readSections(source.value, writtenSections);
  const { draft, origins } = draftOf(read);
  const meant = meaningFindings(draft).map((finding) => asWritten(finding, origins));
  const all = [...findings, ...meant];
  if (all.length > 0)
    return failed(
      all.map(({ path, what, use, at: where }) =>
        at(source.place(path, where), pathText(path), what, use),
      ),
    );
  return { ok: true, spec: withStandingGates(specOf(draft)) };
}

/** Adds the gates that no spec can leave out, in the order of the release. */
export function withStandingGates(spec: ReleaseSpec): ReleaseSpec {
  const gates = [...spec.approvals, ...standingGates(spec.approvals, spec.risk)];
  gates.sort((a, b) => pointOrder(a.before) - pointOrder(b.before));
  return { ...spec, approvals: gates };
}

function failed(faults: readonly SpecFault[]): SpecResult {
  const inOrder = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, faults: inOrder.slice(0, limits.faults) };
}

/** Members that have another name in release.yaml than in the spec; `''` where the value stands for the whole. */
const writtenNames: Readonly<Record<string, string>> = {
  ratio: 'canary',
  by: 'linear',
  bakeSeconds: 'bake',
  withinSeconds: 'within',
  seconds: '',
};

/** A finding about a spec at the place where people wrote it. */
function asWritten(finding: Finding, origins: Origins): Finding {
  const [section, index, ...rest] = finding.path;
  const moved =
    (section === 'steps' || section === 'approvals') && typeof index === 'number'
      ? [...(origins[section][index] ?? [section, index]), ...rest]
      : finding.path;
  const path: Path = moved
    .map((part) => (typeof part === 'string' ? (writtenNames[part] ?? part) : part))
    .filter((part) => part !== '');
  return { ...finding, path };
}

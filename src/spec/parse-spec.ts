import type { ReleaseSpec } from '../release/spec';
import { specOf } from './draft';
import { pathText, type Finding, type Path, type SpecFault } from './fault';
import { limits } from './limits';
import { meaningFindings } from './meaning';
import { readSections } from './sections';
import { normalise, readSource } from './source';
import { lineColumn, type TextFault } from './text-fault';
import { draftOf, type Origins } from './written-draft';
import { writtenSections } from './written-spec';

export type SpecResult =
  | { readonly ok: true; readonly spec: ReleaseSpec }
  | { readonly ok: false; readonly faults: readonly SpecFault[] };

/** release.yaml as a ReleaseSpec with every default filled in, or all that is wrong with it; never throws on any text. */
export function parseSpec(text: string, file: string): SpecResult {
  const normal = normalise(text);
  const source = readSource(normal);
  const failed = (faults: readonly PlacedFault[]): SpecResult => ({
    ok: false,
    faults: [...faults]
      .sort((a, b) => a.offset - b.offset)
      .slice(0, limits.faults)
      .map(({ offset, path = '', what, use }) => {
        const { line, column } = lineColumn(normal, offset);
        return { file, line, column, path, what, use };
      }),
  });
  if ('faults' in source) return failed(source.faults);
  const { read, findings } = readSections(source.value, writtenSections);
  const { draft, origins } = draftOf(read);
  const meant = meaningFindings(draft).map((finding) => asWritten(finding, origins));
  const all = [...findings, ...meant];
  if (all.length === 0) return { ok: true, spec: specOf(draft) };
  return failed(
    all.map(({ path, what, use, at }) => ({
      offset: source.place(path, at),
      path: pathText(path),
      what,
      use,
    })),
  );
}

interface PlacedFault extends TextFault {
  readonly path?: string;
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

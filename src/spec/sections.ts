import { z } from 'zod';
import type { Finding } from './fault';
import { findingsOf, isMapping, refuseUnknown } from './reader';

type Sections = Readonly<Record<string, z.ZodType>>;

/** What could be read of each section; one that failed is absent. */
export type SectionsRead<S extends Sections> = { readonly [K in keyof S]?: z.output<S[K]> };

/** Reads every section by itself, so that one bad section hides nothing about the others. */
export function readSections<S extends Sections>(
  value: unknown,
  sections: S,
): { readonly read: SectionsRead<S>; readonly findings: readonly Finding[] } {
  const known = Object.keys(sections);
  if (!isMapping(value)) {
    const what = value === null ? 'the spec is empty' : 'the spec is not a mapping';
    return {
      read: {},
      findings: [{ path: [], what, use: 'Start with `endpoint:`.', at: 'value' }],
    };
  }
  const read: Record<string, unknown> = {};
  const findings = unknownKeys(value, known);
  for (const [name, schema] of Object.entries(sections)) {
    const result = schema.safeParse(value[name]);
    if (result.success) read[name] = result.data;
    else
      for (const finding of findingsOf(result.error))
        findings.push({ ...finding, path: [name, ...finding.path] });
  }
  return { read: read as SectionsRead<S>, findings };
}

function unknownKeys(value: object, known: readonly string[]): Finding[] {
  const result = z
    .unknown()
    .transform((_, context) => {
      refuseUnknown(context, value, known);
    })
    .safeParse(undefined);
  return result.success ? [] : findingsOf(result.error);
}

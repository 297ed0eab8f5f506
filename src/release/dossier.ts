import { digestOf } from './digest';
import type { EvidenceEntry } from './evidence';
import type { ReleaseOutcome } from './outcome';

/** All evidence of a release, hash-chained: each record's hash covers the one before it. */
export interface Dossier {
  readonly schema: 'slipway.dossier/1';
  readonly workflowId: string;
  readonly runId: string;
  readonly endpoint: string;
  readonly stable: string;
  readonly candidate: string;
  readonly planDigest: string;
  readonly outcome?: Omit<ReleaseOutcome, 'dossier'>;
  readonly records: readonly DossierRecord[];
  /** Hash of the last record, or of the header where there is none; with an outcome, the hash of both. */
  readonly head: string;
}

export interface DossierRecord extends EvidenceEntry {
  readonly index: number;
  readonly previous: string;
  readonly hash: string;
}

type DossierHeader = Omit<Dossier, 'records' | 'head'>;

/** The chain over a release's evidence, oldest first; it starts from the header's digest without the outcome. */
export function chain(header: DossierHeader, entries: readonly EvidenceEntry[]): Dossier {
  const records: DossierRecord[] = [];
  let previous = headerDigest(header);
  entries.forEach((entry, index) => {
    const body = { ...entry, index, previous };
    const hash = digestOf(body);
    records.push({ ...body, hash });
    previous = hash;
  });
  return { ...header, records, head: headOf(header, previous) };
}

/** What is wrong with a dossier's chain, one sentence each; an empty list means it is whole. */
export function chainFaults(dossier: Dossier): string[] {
  const faults: string[] = [];
  let previous = headerDigest(dossier);
  dossier.records.forEach((record, index) => {
    const { hash, ...body } = record;
    if (record.index !== index) faults.push(`record ${index} says it is record ${record.index}`);
    if (record.previous !== previous)
      faults.push(`record ${index} does not follow the record before it`);
    if (digestOf(body) !== hash)
      faults.push(`record ${index} was changed: its hash does not match`);
    previous = hash;
  });
  if (dossier.head !== headOf(dossier, previous))
    faults.push(
      'the head does not fit the last record and the outcome: records were cut, or the outcome was changed',
    );
  return faults;
}

function headOf({ outcome }: DossierHeader | Dossier, last: string): string {
  return outcome ? digestOf({ last, outcome }) : last;
}

function headerDigest(header: DossierHeader | Dossier): string {
  const { schema, workflowId, runId, endpoint, stable, candidate, planDigest } = header;
  return digestOf({ schema, workflowId, runId, endpoint, stable, candidate, planDigest });
}

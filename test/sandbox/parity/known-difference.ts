import type { Difference, Kind } from './compare';

/** A difference that is known, and who is right by which source. */
export interface KnownDifference {
  readonly operation: string;
  /** Every step of the operation when absent. */
  readonly step?: string;
  readonly member?: string;
  readonly kind: Kind;
  readonly right: 'sandbox' | 'moto' | 'nobody knows';
  /** A page of AWS's API reference by its name, or what else says so. */
  readonly source: string;
}

export const isKnown = (known: KnownDifference, found: Difference): boolean =>
  known.operation === found.operation &&
  known.step === (known.step && found.step) &&
  (known.member ?? '') === found.member &&
  known.kind === found.kind;

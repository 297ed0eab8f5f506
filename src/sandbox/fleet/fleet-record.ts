import type { Fleet, Variant } from './variant';

/** A fleet without its processes: what is known of it after they are gone. */
export interface FleetRecord extends Omit<Fleet, 'variants'> {
  readonly variants: readonly VariantRecord[];
}

interface VariantRecord extends Omit<Variant, 'instances'> {
  /** Instances that it had. */
  readonly running: number;
}

/** Writes fleets down; a fleet that is met twice is one record. */
export function fleetWriter(): (fleet: Fleet) => FleetRecord {
  return once(({ variants, ...fleet }) => ({
    ...fleet,
    variants: variants.map(({ instances, ...variant }) => ({
      ...variant,
      running: instances.length,
    })),
  }));
}

/** Makes fleets of records and notes how many instances each variant had; nothing of them runs yet. */
export function fleetReader(had: Map<Variant, number>): (record: FleetRecord) => Fleet {
  return once(({ variants, ...fleet }) => ({
    ...fleet,
    variants: variants.map(({ running, ...record }) => {
      const variant: Variant = { ...record, instances: [] };
      had.set(variant, running);
      return variant;
    }),
  }));
}

function once<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new Map<From, To>();
  return (from) => {
    const known = made.get(from) ?? make(from);
    made.set(from, known);
    return known;
  };
}

import { idHash } from './id-hash';
import type { Pair } from './pairing';

/** Labels that an arm gave; null where it gave none. */
export type Said = readonly [candidate: string | null, stable: string | null];

/**
 * What both arms said to requests whose true label may still come: plain JSON, no evidence. Bounded: beyond so many
 * pairs only those whose ids hash low are kept, as good as drawn at random, and the same ones in any order.
 */
export interface AwaitingLabels {
  /** Ids that hash to this or more are not kept. */
  below: number;
  /** Null where two pairs had one id: whose label it is cannot be said. */
  readonly pairs: Record<string, Said | null>;
}

const hashes = 2 ** 53;
/** The difference of two rates is then known to about 0.3 points at worst. */
const mostPairs = 100_000;

export const emptyAwaiting = (): AwaitingLabels => ({ below: hashes, pairs: {} });

/** Share of all ids that are kept. */
export const keptShare = ({ below }: AwaitingLabels): number => below / hashes;

export function awaitLabel(awaiting: AwaitingLabels, { id, candidate, stable }: Pair): void {
  if (idHash(id) >= awaiting.below) return;
  const known = awaiting.pairs[id];
  const said: Said = [candidate.label ?? null, stable.label ?? null];
  const size = sizes.get(awaiting) ?? Object.keys(awaiting.pairs).length;
  awaiting.pairs[id] = known === undefined ? said : null;
  sizes.set(awaiting, known === undefined ? size + 1 : size);
  bound(awaiting);
}

// Counting the keys at each pair would take the square of the time.
const sizes = new WeakMap<AwaitingLabels, number>();

function bound(awaiting: AwaitingLabels): void {
  while ((sizes.get(awaiting) ?? Object.keys(awaiting.pairs).length) > mostPairs) {
    awaiting.below /= 2;
    const gone = Object.keys(awaiting.pairs).filter((id) => idHash(id) >= awaiting.below);
    for (const id of gone) delete awaiting.pairs[id];
    sizes.set(awaiting, Object.keys(awaiting.pairs).length);
  }
}

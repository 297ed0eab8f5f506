import { idHash } from './id-hash';

/** Where to find a disagreement: never what was asked or answered. */
export interface Disagreement {
  readonly id: string;
  /** When it was served, ISO: captures lie in S3 by the hour. */
  readonly at: string;
  readonly differs: readonly string[];
}

const mostKept = 50;

/**
 * Keeps those disagreements whose ids hash lowest: as good as drawn at random, and the same ones in whatever order
 * they come.
 */
export function addDisagreement(sample: Disagreement[], disagreement: Disagreement): void {
  const last = sample.at(-1);
  if (last && sample.length >= mostKept && order(disagreement, last) >= 0) return;
  sample.push(disagreement);
  sample.sort(order);
  sample.length = Math.min(sample.length, mostKept);
}

export function mergeSamples(
  a: readonly Disagreement[],
  b: readonly Disagreement[],
): Disagreement[] {
  return [...a, ...b].sort(order).slice(0, mostKept);
}

function order(a: Disagreement, b: Disagreement): number {
  const difference = idHash(a.id) - idHash(b.id);
  if (difference !== 0) return difference;
  return compareText(a.id, b.id) || compareText(a.at, b.at);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

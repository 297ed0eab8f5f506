import { counted } from '../figures';
import type { Counts } from './counts';

/** A share near 1 as people read it: 0.99314 is `99.314 %`. */
export function shareText(ratio: number): string {
  return `${Number((100 * ratio).toFixed(3))} %`;
}

export function pairsText(n: number): string {
  return counted(n, 'pair');
}

/** Counts with their names, the largest first: `no-label 12, not-json 3`. */
export function kinds(counts: Readonly<Counts>): string {
  return Object.entries(counts)
    .sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1))
    .map(([kind, times]) => `${kind} ${times}`)
    .join(', ');
}

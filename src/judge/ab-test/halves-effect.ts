import { meanEffect, type Effect } from '../statistics/mean-effect';
import { normalUpperTail } from '../statistics/normal';
import { armMoments, halvesOf, totalsOf, type AbRow } from './arm-sums';

/** Whether the effect of the first half of the time lasted; for the report, it decides nothing. */
export interface HalvesEffect {
  /** Relative differences, each of its half alone. */
  readonly first: number;
  readonly second: number;
  /** Chance of so different halves where the effect is the same in both. */
  readonly p: number;
}

/** Undefined where a half says nothing. */
export function halvesEffect(rows: readonly AbRow[]): HalvesEffect | undefined {
  const [early, late] = halvesOf(rows);
  const [first, second] = [effectOf(early), effectOf(late)];
  const z = Math.abs(second.estimate - first.estimate) / Math.hypot(first.error, second.error);
  if (!Number.isFinite(z)) return undefined;
  return { first: first.estimate, second: second.estimate, p: 2 * normalUpperTail(z) };
}

function effectOf(rows: readonly AbRow[]): Effect {
  const { stable, candidate } = totalsOf(rows);
  return meanEffect(armMoments(stable), armMoments(candidate), 'relative');
}

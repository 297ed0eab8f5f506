import type { Arm } from '../observation';
import type { Answer } from './answer';
import type { AnswerSpec } from './answer-spec';
import { keyOf } from './counts';

/**
 * Answers that wait for that of the other arm, by id: plain JSON, so that it can be kept between two reads. It
 * holds payloads' labels and scores, so it is no evidence. Bounded: an id leaves it when its patience is over.
 */
export interface Waiting {
  /** Ids of an earlier time have left, ms. */
  before: number;
  readonly ids: Record<string, WaitingId>;
}

interface WaitingId {
  /** When the earlier of its answers was served, ms. */
  readonly at: number;
  readonly candidate?: Answer;
  readonly stable?: Answer;
  /** An arm answered more than once under this id: which answer belongs to which cannot be said. */
  readonly twice?: true;
}

/** What became of the ids; whole numbers, so that they add up in any order. */
export interface PairingTally {
  pairs: number;
  /** Ids that only this arm answered. */
  candidateOnly: number;
  stableOnly: number;
  /** Ids that an arm answered more than once. */
  ambiguous: number;
  /** Records that came after their id had left. */
  late: number;
  /** Records that found no room. */
  overflow: number;
}

export interface Pair {
  readonly id: string;
  readonly candidate: Answer;
  readonly stable: Answer;
}

/** Three minutes of 1,000 requests a second, and some. */
const mostIds = 250_000;

export const emptyWaiting = (): Waiting => ({ before: -8.64e15, ids: {} });

export const emptyPairing = (): PairingTally => ({
  pairs: 0,
  candidateOnly: 0,
  stableOnly: 0,
  ambiguous: 0,
  late: 0,
  overflow: 0,
});

/** Lets one answer wait. Between two settlements the order of answers makes no difference. */
export function wait(
  waiting: Waiting,
  tally: PairingTally,
  { id: given, arm, answer }: { readonly id: string; readonly arm: Arm; readonly answer: Answer },
): void {
  const id = keyOf(given);
  const known = waiting.ids[id];
  if (known) waiting.ids[id] = joined(known, { at: answer.at, [arm]: answer });
  else if (answer.at < waiting.before) tally.late += 1;
  else if (roomFor(waiting)) waiting.ids[id] = { at: answer.at, [arm]: answer };
  else tally.overflow += 1;
}

/**
 * The pairs among the ids whose patience is over at this time (ms), all ids for Infinity. Periods leave as a
 * whole, so that what was counted of one never grows.
 */
export function settle(
  waiting: Waiting,
  tally: PairingTally,
  until: number,
  { periodSeconds, waitPeriods }: Pick<AnswerSpec, 'periodSeconds' | 'waitPeriods'>,
): Pair[] {
  const periodMs = periodSeconds * 1000;
  const before = (Math.floor(until / periodMs) - waitPeriods) * periodMs;
  const pairs: Pair[] = [];
  for (const [id, { at, candidate, stable, twice }] of Object.entries(waiting.ids)) {
    if (at >= before) continue;
    delete waiting.ids[id];
    if (twice) tally.ambiguous += 1;
    else if (candidate && stable) pairs.push({ id, candidate, stable });
    else if (candidate) tally.candidateOnly += 1;
    else tally.stableOnly += 1;
  }
  tally.pairs += pairs.length;
  // JSON has no Infinity.
  waiting.before = Math.max(waiting.before, Math.min(before, 8.64e15));
  sizes.delete(waiting);
  return pairs;
}

function joined(a: WaitingId, b: WaitingId): WaitingId {
  const at = Math.min(a.at, b.at);
  const again = (a.candidate && b.candidate) ?? (a.stable && b.stable);
  if (a.twice || again) return { at, twice: true };
  return { ...a, ...b, at };
}

// Counting the keys at each record would take the square of the time.
const sizes = new WeakMap<Waiting, number>();

function roomFor(waiting: Waiting): boolean {
  const size = sizes.get(waiting) ?? Object.keys(waiting.ids).length;
  sizes.set(waiting, size + 1);
  return size < mostIds;
}

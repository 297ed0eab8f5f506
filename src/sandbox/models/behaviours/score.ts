import { createHash } from 'node:crypto';
import type { Behaviour } from '../named-behaviours';
import { passed, type Age } from './age';

/**
 * The score of an input, 0 to 1. It rests on the input alone, so that a stable and a shadow's
 * answers to one request can be compared; drift moves it over the model's life.
 */
export function scoreOf({ answers, drift }: Behaviour, input: Buffer, age: Age): number {
  const digest = createHash('sha256').update(answers).update('\0').update(input).digest();
  const score = digest.readUInt32BE(0) / 0xffff_ffff;
  if (drift === undefined) return score;
  return Math.min(Math.max(score + drift.by * passed(drift.over, age), 0), 1);
}

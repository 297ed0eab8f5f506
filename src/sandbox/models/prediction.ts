import { createHash } from 'node:crypto';
import type { Behaviour } from './behaviour';

export interface Prediction {
  readonly status: number;
  readonly body: string;
  readonly latencyMs: number;
}

/** The 99th percentile of the standard normal distribution. */
const z99 = 2.326;

/** One answer of a model: score from the input alone, luck from `random` (0 to 1). */
export function predict(behaviour: Behaviour, input: Buffer, random: () => number): Prediction {
  const latencyMs = lognormal(behaviour, random);
  const luck = random();
  if (luck < behaviour.errorRatio) {
    return { status: 500, body: '{"error":"The model failed on this input."}', latencyMs };
  }
  if (luck < behaviour.errorRatio + behaviour.rejectRatio) {
    return { status: 400, body: '{"error":"The model refuses this input."}', latencyMs };
  }
  const score = scoreOf(behaviour.answers, input);
  return { status: 200, body: `{"score":${score.toFixed(6)}}`, latencyMs };
}

/** Deterministic, so that a stable and a shadow's answers to one request can be compared. */
export function scoreOf(answers: string, input: Buffer): number {
  const digest = createHash('sha256').update(answers).update('\0').update(input).digest();
  return digest.readUInt32BE(0) / 0xffff_ffff;
}

function lognormal({ latencyMs, p99Factor }: Behaviour, random: () => number): number {
  const sigma = Math.log(p99Factor) / z99;
  // Box-Muller; 1 - random() keeps the logarithm away from 0.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return latencyMs * Math.exp(sigma * normal);
}

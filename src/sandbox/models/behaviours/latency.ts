import type { Behaviour } from '../named-behaviours';
import type { Age } from './age';

/** The 99th percentile of the standard normal distribution. */
const z99 = 2.326;

/** One latency in ms: lognormal around the median, longer while the model is cold. */
export function latencyOf(behaviour: Behaviour, age: Age, random: () => number): number {
  const { latencyMs, p99Factor } = behaviour;
  const sigma = Math.log(p99Factor) / z99;
  // Box-Muller; 1 - random() keeps the logarithm away from 0.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return latencyMs * coldness(behaviour, age) * Math.exp(sigma * normal);
}

/** Caches fill with the requests: what is left of the factor falls evenly to 1. */
function coldness({ cold }: Behaviour, { requests }: Age): number {
  if (cold === undefined) return 1;
  return 1 + (cold.factor - 1) * Math.max(1 - requests / cold.requests, 0);
}

import type { Behaviour } from '../named-behaviours';

/** What /ping answers, ms after the start of the process. */
export function pingStatus(behaviour: Behaviour, ageMs: number, random: () => number): 200 | 503 {
  const { start, startSeconds, pingFailRatio } = behaviour;
  if (start !== 'healthy' || ageMs < startSeconds * 1000) return 503;
  return random() < pingFailRatio ? 503 : 200;
}

/** Numbers in [0, 1) that are the same on every run (Park and Miller's generator). */
export function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Draws of values as latencies have them, and as they do not. */
export const shapes: Readonly<Record<string, (uniform: () => number) => number>> = {
  uniform: (uniform) => 1 + uniform(),
  'long tail': (uniform) =>
    20 * Math.exp(0.8 * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())),
  'two humps': (uniform) => (uniform() < 0.9 ? 40 : 400) * (0.9 + 0.2 * uniform()),
  'few values': (uniform) => Math.ceil(10 * uniform()),
};

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './support/requests.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The judge and the rules of other tools in one seeded simulation; compiled from bench/judge by `npm run prebench`. */
export async function judge({ replicates, seed, again }) {
  const { benchJudge } = await import('../.slipway/bench/bench/judge/main.js');
  await benchJudge({ root, replicates, seed, again, print });
}

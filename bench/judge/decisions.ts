import { createHash } from 'node:crypto';
import { seriesOf } from './error-run';
import { bakePeriods, judgeErrors } from './judged-errors';
import { judgeLatency, looksOf } from './judged-latency';
import { binsOf } from './latency-arm';
import { latencyBake } from './latency-run';
import { cells, scenarios } from './scenarios';

/**
 * What the judge decides in a small fixed simulation, as a digest: the figures of the page were measured with a
 * judge that decides so. A change of code that changes no decision leaves it as it is.
 */
export function decisionsDigest(seed: number): string {
  const hash = createHash('sha256');
  for (const cell of cells)
    for (const scenario of scenarios)
      for (let replicate = 0; replicate < 12; replicate += 1) {
        const { rolledBackAt, passedAt } = judgeErrors(
          seriesOf({ cell, scenario, seed }, replicate),
        );
        hash.update(`${rolledBackAt ?? '-'} ${passedAt ?? '-'};`);
      }
  for (const rps of [10, 100])
    for (let replicate = 0; replicate < 12; replicate += 1) {
      const bake = latencyBake({ rps, seed }, replicate);
      const looks = looksOf(bake);
      for (const ratio of [1, 1.3, 1.5, 2]) {
        const { rolledBackAt, passedAt } = judgeLatency(bake, looks, binsOf(ratio));
        hash.update(`${rolledBackAt ?? '-'} ${passedAt === bakePeriods ? 'pass' : '-'};`);
      }
    }
  return hash.digest('hex').slice(0, 16);
}

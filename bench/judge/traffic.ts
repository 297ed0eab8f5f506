import type { Count } from '../../src/judge/observation';
import type { Minute, Series } from '../../src/judge/record/rules/series';
import type { Random } from './random';
import type { Arm, Cell, Scenario } from './scenarios';

/** Mean size of a cluster of errors in bursts. */
const clusterSize = 5;

/** Requests of a minute as Poisson arrivals, each one sent to the candidate by chance: both arms are Poisson of their own. */
export function errorSeries(
  random: Random,
  cell: Cell,
  scenario: Scenario,
  periods: number,
): Series {
  const perMinute = cell.rps * 60;
  return Array.from({ length: periods }, (_, index): Minute => {
    const stable = armCount(random, perMinute * (1 - cell.share), scenario, 'stable', index);
    const candidate = armCount(random, perMinute * cell.share, scenario, 'candidate', index);
    return { ...(candidate && { candidate }), ...(stable && { stable }) };
  });
}

/** One arm's answers in one period; undefined where CloudWatch gives no point. */
function armCount(
  random: Random,
  mean: number,
  scenario: Scenario,
  arm: Arm,
  index: number,
): Count | undefined {
  const rate = scenario.rate(arm, index);
  const count = scenario.bursts ? inBursts(random, mean, rate) : independent(random, mean, rate);
  const seen = scenario.seen?.(arm, index, random) ?? true;
  return seen && count.n > 0 ? count : undefined;
}

/** Thinning: bad and good answers of Poisson arrivals are Poisson and independent. */
function independent(random: Random, mean: number, rate: number): Count {
  const x = random.poisson(mean * rate);
  return { n: x + random.poisson(mean * (1 - rate)), x };
}

/** The same mean rate, in clusters of geometric size: a container that restarts, a retry storm. */
function inBursts(random: Random, mean: number, rate: number): Count {
  const n = random.poisson(mean);
  let x = 0;
  for (let left = random.poisson((n * rate) / clusterSize); left > 0; left -= 1)
    x += random.geometric(1 / clusterSize);
  return { n, x: x > n ? n : x };
}

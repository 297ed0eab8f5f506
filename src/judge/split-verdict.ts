import { numberOnly } from './number-only';
import { counted, percent } from './figures';
import type { SplitGate } from './gate';
import type { Observations, Period, Window } from './observation';
import { periodGrid } from './period-grid';
import { resultOf } from './result';
import { sum } from './statistics/counting';
import { shareInterval } from './statistics/share-interval';
import { halvedAt } from './statistics/upper-bound';
import type { Look, Reason, Verdict } from './verdict';

/** Chance of calling a right split wrong, over all looks: halved at each. */
const splitError = 0.001;
/** Fewer expected requests of either arm tell nothing about the split. */
const fewestExpected = 8;
/** A share that is off by less than this part of itself spoils no comparison. */
const tolerance = 0.05;
const inFirst =
  '; the first period alone tells no wrong split, it may still hold the one from before';

/**
 * Sample ratio mismatch: requests per variant against the weights. It never fails a candidate, whose fault a
 * wrong split is not; but arms that do not get the same mix of requests cannot be compared.
 */
export function splitVerdict(gate: SplitGate, observations: Observations, look: Look): Verdict {
  const { window, periods, plannedShare = 0, unavailable } = observations;
  const candidate = sum(periods.map((period) => period.candidate.n));
  const all = candidate + sum(periods.map((period) => period.stable.n));
  const error = halvedAt(splitError, look.look ?? 1);
  const interval = shareInterval({ n: all, x: candidate }, error);
  const served = all > 0 ? candidate / all : 0;
  const off =
    interval[1] < plannedShare * (1 - tolerance) || interval[0] > plannedShare * (1 + tolerance);
  const few = all * Math.min(plannedShare, 1 - plannedShare) < fewestExpected;
  const first = isFirstAlone(window, periods);
  const seen = `The candidate got ${percent(served)} of ${counted(all, 'request')}, planned are ${percent(plannedShare)}`;
  const [reason, sentence] = finding();
  return {
    result: resultOf(reason),
    gate: gate.id,
    reason,
    sentence,
    ...(all > 0 && { value: served }),
    limit: plannedShare,
    unit: 'ratio',
    candidate: numberOnly(candidate),
    stable: numberOnly(all - candidate),
    method: 'exact binomial interval of the share /1',
  };

  function finding(): [Reason, string] {
    const told = `${seen}; chance explains ${percent(interval[0])} to ${percent(interval[1])}: ${cause()}`;
    if (!look.final) {
      // Said from the second settled period on: a bake that cannot pass need not be waited for.
      const soFar = first ? `${seen}${inFirst}` : off && !few ? told : seen;
      return ['too-early', `So far ${soFar.charAt(0).toLowerCase()}${soFar.slice(1)}.`];
    }
    if (unavailable !== undefined)
      return ['metric-unavailable', `CloudWatch refuses to count requests: ${unavailable}.`];
    if (all <= 0) return ['no-traffic', 'Neither variant got a request.'];
    if (first) return ['within-limit', `${seen}${inFirst}.`];
    if (few) return ['within-limit', `${seen}; too few to tell a wrong split from chance.`];
    if (!off)
      return [
        'within-limit',
        `${seen}; that is no more than chance and ${percent(tolerance)} of it explain.`,
      ];
    return ['split-mismatch', `${told}.`];
  }

  function cause(): string {
    return served < plannedShare
      ? 'callers that pin TargetVariant to the stable are the likely cause'
      : 'callers that pin TargetVariant to the candidate, or retry on it, are the likely cause';
  }
}

/** Whether all that was seen is the first whole period of the window, which may still hold the old split. */
function isFirstAlone(window: Window, periods: readonly Period[]): boolean {
  const [only, ...others] = periods;
  return (
    only !== undefined && others.length === 0 && Date.parse(only.start) <= periodGrid(window).start
  );
}

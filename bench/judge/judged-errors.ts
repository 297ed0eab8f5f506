import { weigh } from '../../src/judge/evidence';
import { verdict } from '../../src/judge/judge';
import type { Observations } from '../../src/judge/observation';
import { observedPeriods } from '../../src/judge/observed-periods';
import { periodGrid } from '../../src/judge/period-grid';
import { ratioRules } from '../../src/judge/ratio-verdict';
import type { Look } from '../../src/judge/verdict';
import type { Series } from '../../src/judge/record/rules/series';
import { errorGate } from './gates';

/** Periods of a bake, and of one that was extended to twice its length. */
export const bakePeriods = 30;
export const extendedPeriods = 2 * bakePeriods;

const minute = 60_000;
const start = Date.parse('2026-01-05T12:00:00.000Z');

/** The first `periods` of a bake as the judge gets them from CloudWatch. */
export function observationsOf(series: Series, periods: number): Observations {
  const end = new Date(start + periods * minute).toISOString();
  const window = { start: new Date(start).toISOString(), end, period: minute / 1000 };
  const grid = periodGrid(window);
  const at = (time: number) => series[(time - start) / minute];
  return {
    window,
    periods: observedPeriods(grid, {
      candidate: (time) => at(time)?.candidate,
      stable: (time) => at(time)?.stable,
    }),
    expectedPeriods: grid.starts.length,
  };
}

/** How the judge ends a bake that is extended where it proves neither harm nor the contrary. */
export interface JudgedEnding {
  /** Period, counted from 1, after which it takes the candidate back. */
  readonly rolledBackAt?: number;
  /** Periods after which it passes: the bake, or the extended one. */
  readonly passedAt?: number;
}

/**
 * As a watch that looks after each period: the first failure counts, and a pass comes from the two final
 * looks. The evidence runs over the periods in their order, so one run over all of them says what each look
 * would have said; a test holds it to `verdict` after each period.
 */
export function judgeErrors(series: Series): JudgedEnding {
  const whole = observationsOf(series, extendedPeriods);
  const { question } = ratioRules(errorGate, undefined);
  const { at } = weigh(whole.periods, question);
  const rolledBackAt =
    at === undefined ? extendedPeriods + 1 : (Date.parse(at) - start) / minute + 1;
  if (rolledBackAt <= bakePeriods) return { rolledBackAt };
  const pass = (observations: Observations, look: number) =>
    verdict(errorGate, observations, { final: true, look }).result === 'pass';
  if (pass(observationsOf(series, bakePeriods), 1)) return { passedAt: bakePeriods };
  if (rolledBackAt <= extendedPeriods) return { rolledBackAt };
  return pass(whole, 2) ? { passedAt: extendedPeriods } : {};
}

/** The same by asking the judge after each period. */
export function judgeErrorsLookByLook(series: Series): JudgedEnding {
  for (let periods = 1; periods <= extendedPeriods; periods += 1) {
    const final = periods === bakePeriods || periods === extendedPeriods;
    const look: Look = final ? { final, look: periods / bakePeriods } : { final };
    const { result } = verdict(errorGate, observationsOf(series, periods), look);
    if (result === 'fail') return { rolledBackAt: periods };
    if (result === 'pass') return { passedAt: periods };
  }
  return {};
}

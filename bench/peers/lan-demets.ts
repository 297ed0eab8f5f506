import { normalUpperQuantile, normalUpperTail } from '../../src/judge/statistics/normal';

/** A group sequential design: looks at shares of the planned information, and how much error each may spend. */
export interface Design {
  /** Ascending, in 0..1. */
  readonly information: readonly number[];
  /** One-sided. */
  readonly alpha: number;
  /** Error spent up to a share of information, as a part of alpha. */
  readonly spending: (information: number) => number;
  /** No bound is larger: looks too early to prove anything use it. */
  readonly truncation: number;
}

/** The density of the score process where it has not crossed yet, on an even grid. */
interface Score {
  readonly low: number;
  readonly step: number;
  readonly density: readonly number[];
}

const fineness = 0.05;
// What the programs of Reboussin, DeMets, Kim and Lan (2000) do not tell apart, nor spend at a later look.
const tolerance = 1e-7;

/**
 * Upper bounds in standard deviations, one a look (Lan and DeMets 1983; densities carried from look to look as
 * Armitage, McPherson and Rowe 1969 did), with the tolerances of the programs that peers use.
 */
export function lanDeMetsBounds({ information, alpha, spending, truncation }: Design): number[] {
  const bounds: number[] = [];
  let score: Score | undefined;
  let [before, spent] = [0, 0];
  for (const now of information) {
    const [scale, deviation] = [Math.sqrt(now), Math.sqrt(now - before)];
    const allowed = Math.max(0, alpha * spending(now) - spent);
    const furthest = truncation * scale;
    const crossing = score ? crossingOf(score, deviation) : firstCrossing(scale);
    const negligible = score !== undefined && allowed < tolerance;
    const wanted = score
      ? searched(crossing, allowed, score)
      : normalUpperQuantile(allowed) * scale;
    const bound = negligible ? furthest : Math.min(furthest, wanted);
    // What is negligible is lost; what truncation saves is left for later looks.
    spent += negligible || bound < furthest ? allowed : crossing(bound);
    score = carried(score, { low: -furthest, high: bound }, deviation);
    bounds.push(bound / scale);
    before = now;
  }
  return bounds;
}

/** Walks from the last bound in steps of 1, 0.1, 0.01 and so on until the chance of crossing is near enough. */
function searched(crossing: (at: number) => number, allowed: number, last: Score): number {
  let at = last.low + last.step * (last.density.length - 1);
  let chance = crossing(at);
  for (let step = 1; Math.abs(chance - allowed) > tolerance && step > 1e-12; step /= 10) {
    const sign = chance > allowed ? 1 : -1;
    const off = (): boolean => sign * (chance - allowed) > tolerance;
    for (let walked = 0; off() && walked < 50; walked += 1) {
      at += sign * step;
      chance = crossing(at);
    }
  }
  return at;
}

function firstCrossing(scale: number) {
  return (at: number): number => normalUpperTail(at / scale);
}

function crossingOf({ low, step, density }: Score, deviation: number) {
  return (at: number): number =>
    trapezoid(step, density, (value, index) => {
      return value * normalUpperTail((at - (low + index * step)) / deviation);
    });
}

function carried(
  score: Score | undefined,
  { low, high }: { readonly low: number; readonly high: number },
  deviation: number,
): Score {
  const count = Math.max(2, Math.ceil((high - low) / (fineness * deviation)));
  const step = (high - low) / count;
  const density = Array.from({ length: count + 1 }, (_, index) => {
    const at = low + index * step;
    if (!score) return normalDensity(at / deviation) / deviation;
    const from = score;
    return trapezoid(from.step, from.density, (value, place) => {
      const distance = (at - (from.low + place * from.step)) / deviation;
      return (value * normalDensity(distance)) / deviation;
    });
  });
  return { low, step, density };
}

function trapezoid(
  step: number,
  values: readonly number[],
  term: (value: number, index: number) => number,
): number {
  let sum = 0;
  for (const [index, value] of values.entries()) {
    const end = index === 0 || index === values.length - 1;
    sum += term(value, index) * (end ? 0.5 : 1);
  }
  return sum * step;
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

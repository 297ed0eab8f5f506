import { ascending } from './mann-whitney';

/** The p-quantile by linear interpolation between order statistics (R's type 7, NumPy's default); NaN without values. */
export function quantileOf(values: readonly number[], p: number): number {
  if (values.length === 0 || !(p >= 0 && p <= 1) || values.some(Number.isNaN)) return NaN;
  const sorted = ascending(values);
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low === high ? low : low + (at - below) * (high - low);
}

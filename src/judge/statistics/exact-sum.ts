// 2^27 + 1 splits a double into two halves whose products are exact.
const splitter = 134_217_729;

/** a(1-x) - bx without rounding on the way: where it is small against its terms, its digits decide a far tail. */
export function excessOver(x: number, a: number, b: number): number {
  const fromA = productError(a, x);
  const fromB = productError(b, x);
  return exactSum([a, -a * x, -b * x, -fromA, -fromB]);
}

/** Sum of a few numbers as if in twice the precision (Ogita, Rump and Oishi 2005). */
export function exactSum(values: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const next = sum + value;
    const part = next - sum;
    lost += sum - (next - part) + (value - part);
    sum = next;
  }
  return sum + lost;
}

/** What the product of two doubles loses by rounding (Dekker 1971); 0 where the split would overflow. */
function productError(a: number, b: number): number {
  const [aHigh, bHigh] = [high(a), high(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  const error = aLow * bLow - (a * b - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return Number.isFinite(error) ? error : 0;
}

function high(value: number): number {
  const scaled = splitter * value;
  return scaled - (scaled - value);
}

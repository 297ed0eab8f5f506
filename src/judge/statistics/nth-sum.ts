/** The rank-th smallest (from 1) of all sums of one value of `a` and one of `b`, both ascending and finite. */
export function nthSum(a: readonly number[], b: readonly number[], rank: number): number {
  return smallest((limit) => pairsUpTo(a, b, limit), rank);
}

/** The rank-th smallest (from 1) mean of two of the values, each with itself and with every later one (Walsh averages). */
export function nthWalshAverage(ascending: readonly number[], rank: number): number {
  const halves = ascending.map((value) => value / 2);
  const count = (limit: number): number => {
    const own = ascending.filter((value) => value <= limit).length;
    return (pairsUpTo(halves, halves, limit) + own) / 2;
  };
  return smallest(count, rank);
}

/** Both ascending: as the one grows, the other's end only falls. */
function pairsUpTo(a: readonly number[], b: readonly number[], limit: number): number {
  let end = b.length;
  let pairs = 0;
  for (const value of a) {
    while (end > 0 && value + b[end - 1]! > limit) end -= 1;
    pairs += end;
  }
  return pairs;
}

/** The least double up to which `count` reaches `rank`, by halving the doubles themselves: 64 steps at most. */
function smallest(count: (limit: number) => number, rank: number): number {
  let [from, to] = [orderOf(-Number.MAX_VALUE), orderOf(Number.MAX_VALUE)];
  while (from < to) {
    const middle = (from + to) >> 1n;
    if (count(doubleAt(middle)) >= rank) to = middle;
    else from = middle + 1n;
  }
  return doubleAt(from);
}

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);
const signBit = 1n << 63n;

/** Whole numbers in the order of the doubles. */
function orderOf(value: number): bigint {
  double[0] = value;
  return bits[0]! >= 0n ? bits[0]! : -(bits[0]! + signBit);
}

function doubleAt(order: bigint): number {
  bits[0] = order >= 0n ? order : -order - signBit;
  return double[0]!;
}

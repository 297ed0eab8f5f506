/** The least whole number in low..high for which `holds`; high + 1 where it holds for none. Once true it must stay true. */
export function firstWhere(low: number, high: number, holds: (k: number) => boolean): number {
  let [from, to] = [low, high + 1];
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Where a function that is below `level` at `under` and not below it at `over` crosses it, in either direction. */
export function crossing(
  value: (at: number) => number,
  level: number,
  under: number,
  over: number,
): number {
  let [below, above] = [under, over];
  let middle = (below + above) / 2;
  // Until no double lies between them.
  while ((middle - below) * (above - middle) > 0) {
    if (value(middle) < level) below = middle;
    else above = middle;
    middle = (below + above) / 2;
  }
  return middle;
}

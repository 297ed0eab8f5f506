const halvings = 200;

/** Where a function that is below `level` at `under` and not below it at `over` crosses it, in either direction. */
export function crossing(
  value: (at: number) => number,
  level: number,
  under: number,
  over: number,
): number {
  let [below, above] = [under, over];
  for (let step = 0; step < halvings; step += 1) {
    const middle = (below + above) / 2;
    if (middle === below || middle === above) break;
    if (value(middle) < level) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

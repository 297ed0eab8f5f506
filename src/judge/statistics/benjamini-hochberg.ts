/**
 * The p-values adjusted for being many, in their order: those up to q are false discoveries in at most the share q
 * (Benjamini and Hochberg 1995).
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const falling = [...ps.keys()].sort((a, b) => ps[b]! - ps[a]!);
  const adjusted = new Array<number>(ps.length);
  let least = 1;
  for (const [position, index] of falling.entries()) {
    least = Math.min(least, (ps[index]! * ps.length) / (ps.length - position));
    adjusted[index] = least;
  }
  return adjusted;
}

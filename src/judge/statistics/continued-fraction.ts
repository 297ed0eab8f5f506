const tiny = 1e-300;
const precision = 2e-16;
const maxTerms = 100_000;

/** One step of b0 + a1/(b1 + a2/(b2 + ...)); of the first one `a` is not read. */
export interface Term {
  readonly a: number;
  readonly b: number;
}

/** Value of b0 + a1/(b1 + a2/(b2 + ...)), by Lentz's method as Thompson and Barnett (1986) mended it. */
export function continuedFraction(term: (index: number) => Term): number {
  let value = awayFromZero(term(0).b);
  let c = value;
  let d = 0;
  for (let index = 1; index < maxTerms; index += 1) {
    const { a, b } = term(index);
    d = 1 / awayFromZero(b + a * d);
    c = awayFromZero(b + a / c);
    const step = c * d;
    value *= step;
    if (step >= 1 - precision && step <= 1 + precision) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return value > -tiny && value < tiny ? tiny : value;
}

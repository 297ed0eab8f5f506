/** Both tails of a distribution at one point, each with its own digits: neither is 1 minus the other. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
  /** Natural logarithms: they say how small where the tails themselves underflow to 0. */
  readonly logLower: number;
  readonly logUpper: number;
}

/** Nothing is known: what arguments outside a function's domain give. */
export const noTails: Tails = { lower: NaN, upper: NaN, logLower: NaN, logUpper: NaN };

/** All of the mass lies above the point. */
export const allAbove: Tails = { lower: 0, upper: 1, logLower: -Infinity, logUpper: 0 };

/** All of the mass lies at or below the point. */
export const allBelow: Tails = { lower: 1, upper: 0, logLower: 0, logUpper: -Infinity };

/** Tails from the logarithm of the smaller one. */
export function tailsFrom(side: 'lower' | 'upper', log: number): Tails {
  const small = Math.min(1, Math.exp(log));
  const other = -Math.expm1(Math.min(0, log));
  const logOther = Math.log1p(-small);
  return side === 'lower'
    ? { lower: small, upper: other, logLower: log, logUpper: logOther }
    : { lower: other, upper: small, logLower: logOther, logUpper: log };
}

export function mirrored({ lower, upper, logLower, logUpper }: Tails): Tails {
  return { lower: upper, upper: lower, logLower: logUpper, logUpper: logLower };
}

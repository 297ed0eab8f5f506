/** The rule on data against a baseline: its features are what the baseline's were. */
export interface DriftGate {
  readonly kind: 'drift';
  readonly id: string;
  /** Standard deviations of the baseline that a mean may move. */
  readonly shift: number;
  /** From how many on a move is named, though it decides nothing. */
  readonly warn: number;
  /** What constraints on shares are allowed beyond themselves: a suggested one is 100 % more often than it is meant. */
  readonly slack: number;
  /** What a conclusion needs on both sides; under 433 rows chance alone lifts the population stability index above 0.1 (ten cells, 99 %). */
  readonly minimum: { readonly rows: number };
  /** Chance of failing data that keeps all limits, over all features, checks and looks. */
  readonly alpha: number;
}

/** What is wrong with the rule itself, as one clause. */
export function gateFault({ shift, warn, slack, minimum, alpha }: DriftGate): string | undefined {
  if (!(shift > 0 && shift < Infinity)) return `a mean may move ${String(shift)} SD`;
  if (!(warn >= 0)) return `a move is named from ${String(warn)} SD on`;
  if (!(slack >= 0 && slack < 1))
    return `the slack is ${String(slack)}; a share is 0 to 1, so 1 % is 0.01`;
  if (!(minimum.rows >= 0)) return `at least ${String(minimum.rows)} rows are asked for`;
  if (!(alpha > 0 && alpha < 1)) return `alpha is ${String(alpha)}, it must be between 0 and 1`;
  return undefined;
}

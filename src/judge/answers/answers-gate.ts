import type { AnswerSpec } from './answer-spec';

/** The rule on the answers of a shadow: those of the candidate agree with the stable's. */
export interface AnswersGate {
  readonly kind: 'answers';
  readonly id: string;
  readonly spec: AnswerSpec;
  /** Chance of failing a candidate whose answers are as required, over all looks. */
  readonly alpha: number;
  /** What a pass needs at least: pairs, and periods in which there were some. */
  readonly minimum: { readonly pairs: number; readonly periods: number };
}

import type { Gate } from '../gate';
import type { Context, MetricQuery, Reading, Window } from '../observation';
import type { Look } from '../verdict';

/** What was asked of CloudWatch, and its answer. */
export type AnsweredQuery = MetricQuery & Reading;

/** All that a verdict on one gate depends on: nothing else is read, so the same inputs give the same record. */
export interface GateInputs {
  readonly gate: Gate;
  readonly window: Window;
  readonly context: Context;
  readonly look: Look;
  readonly readings: readonly AnsweredQuery[];
}

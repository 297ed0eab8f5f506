import { AwsError } from '../wire/operation';
import type { AlarmBook } from './alarm-book';
import { reasonFor } from './alarm-reason';
import { nameOf, type MetricAlarmRecord } from './alarm-record';
import { evaluateRule, evaluationRange, type Evaluation } from './alarm-rule';
import { neededSamples, readAlarmPoints, readAlarmSamples } from './alarm-source';
import type { MetricStore } from './metric-store';

/** Evaluates one metric alarm now and changes its state where its data say so. */
export function evaluateMetricAlarm(
  book: AlarmBook,
  store: MetricStore,
  alarm: MetricAlarmRecord,
): void {
  const now = book.now();
  const { rule, source } = alarm.definition;
  const evaluation = tryEvaluation(book, store, alarm);
  if (evaluation === undefined) return;
  if (evaluation.state === 'retain' || evaluation.state === alarm.state) return;
  if (source.ignoreLowSamples) {
    const samples = readAlarmSamples(store, source, evaluation.evaluated, now);
    const needed = neededSamples(source);
    if ([...samples.values()].some((count) => count < needed)) return;
  }
  const change = { from: alarm.state, to: evaluation.state, periodMs: source.periodMs, now };
  const reason = reasonFor(rule, evaluation, change);
  book.transition(nameOf(alarm), { to: evaluation.state, reason, by: 'evaluation' });
}

/** One alarm whose expression cannot be computed must not stop the others. */
function tryEvaluation(
  book: AlarmBook,
  store: MetricStore,
  alarm: MetricAlarmRecord,
): Evaluation | undefined {
  const { rule, source } = alarm.definition;
  let evaluation: Evaluation | undefined;
  try {
    const points = readAlarmPoints(store, source, evaluationRange(rule), book.now());
    evaluation = evaluateRule(rule, points);
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
  }
  const evaluationFailed = evaluation === undefined;
  if (evaluationFailed !== alarm.evaluationFailed) {
    // StateUpdatedTimestamp tells of changes of EvaluationState too.
    book.save({ ...alarm, evaluationFailed, updatedAt: book.now() });
  }
  return evaluation;
}

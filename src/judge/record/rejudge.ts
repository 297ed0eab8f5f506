import type { Carried } from '../carried';
import type { Gate } from '../gate';
import { applies, observe, queries, verdict } from '../judge';
import type { Comparator, Context, MetricQuery, Reading } from '../observation';
import type { Verdict } from '../verdict';
import type { AnsweredQuery } from './gate-inputs';
import type { GateRecord } from './gate-record';

/** What earlier windows of the release left to a gate. */
export interface Left {
  readonly carried?: Carried;
  readonly frozen?: Comparator;
}

/** A verdict by another gate on what a record holds. */
export type Rejudged =
  | { readonly verdict: Verdict }
  /** What nobody asked for or counted at the time. */
  | { readonly neverAsked: string }
  | { readonly doesNotApply: true };

/**
 * Judges a record's readings by another gate. Readings are found by what was asked, not by their ids: where the gate
 * asks for a statistic that nobody read at the time, nothing is concluded; one for people is then not shown.
 */
export function rejudge(
  { window, context, look, readings }: GateRecord,
  gate: Gate,
  left: Left,
): Rejudged {
  const then: Context = { ...context, carried: left.carried, frozen: left.frozen };
  if (!applies(gate, then)) return { doesNotApply: true };
  const answered: Reading[] = [];
  for (;;) {
    const asked = queries(gate, window, then, answered);
    if (asked.length === 0) break;
    for (const query of asked) {
      const found = readings.find((reading) => isSame(reading, query));
      if (!found && !query.forPeople)
        return { neverAsked: `${query.stat} of ${query.metric} (${query.arm})` };
      answered.push({ ...(found ?? { points: [] }), id: query.id });
    }
  }
  return { verdict: verdict(gate, observe(gate, window, then, answered), look) };
}

function isSame(reading: AnsweredQuery, query: MetricQuery): boolean {
  return (
    reading.arm === query.arm &&
    reading.metric === query.metric &&
    reading.stat === query.stat &&
    reading.period === query.period &&
    reading.start === query.start &&
    reading.end === query.end &&
    sourceText(reading) === sourceText(query)
  );
}

function sourceText({ source }: MetricQuery): string {
  return source ? JSON.stringify([source.namespace, Object.entries(source.dimensions).sort()]) : '';
}

import type { Gate } from '../../src/judge/gate';
import { observe, queries } from '../../src/judge/judge';
import type { Context, MetricQuery, Reading, Window } from '../../src/judge/observation';
import { minute, noon } from './story';

export const iso = (ms: number) => new Date(ms).toISOString();
export const window: Window = { start: iso(noon), end: iso(noon + 4 * minute), period: 60 };
export const both: Context = { stableServes: true, exceedance: 'counts' };
export const alone: Context = { stableServes: false, exceedance: 'counts' };

export type Answer = (query: MetricQuery, period: number) => number | undefined;

/** Asks until there is nothing left to ask; `answer` gives a value a period, a text is a refusal. */
export function seen(
  gate: Gate,
  context: Context,
  answer: Answer | string,
  refused = /^$/,
  over = window,
) {
  const asked: MetricQuery[] = [];
  const readings: Reading[] = [];
  for (;;) {
    const next = queries(gate, over, context, readings);
    if (next.length === 0) return { asked, readings, ...observe(gate, over, context, readings) };
    asked.push(...next);
    for (const query of next) readings.push(reading(query, answer, refused));
  }
}

function reading(query: MetricQuery, answer: Answer | string, refused: RegExp): Reading {
  const { id, start, end, period } = query;
  if (typeof answer === 'string') return { id, points: [], unavailable: answer };
  if (refused.test(id)) return { id, points: [], unavailable: `no ${id}` };
  const points = [];
  for (let at = Date.parse(start); at < Date.parse(end); at += period * 1000) {
    const value = answer(query, (at - noon) / minute);
    if (value !== undefined) points.push({ at: iso(at), value });
  }
  return { id, points };
}

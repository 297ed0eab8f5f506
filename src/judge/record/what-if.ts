import type { AnswersGate } from '../answers/answers-gate';
import type { Gate } from '../gate';
import type { Verdict } from '../verdict';
import type { AnswersRecord } from './answers-record';
import type { GateRecord } from './gate-record';
import { rejudge, type Left, type Rejudged } from './rejudge';
import { rejudgeAnswers } from './rejudge-answers';
import { verdictIn, type WindowRecord } from './window-record';

type Result = Verdict['result'];

/** One gate over a release: what was said then, and what other checks say now. */
export interface WhatIf {
  readonly gate: string;
  /** Absent for a check that the release did not have. */
  readonly then?: Result;
  /** Absent where it can't be judged again. */
  readonly now?: Result;
  /** The sentence of `now`, or why there is none. */
  readonly why: string;
}

/** Windows of one release in their order, each with the records of its gates. */
export type Windows = readonly (readonly WindowRecord[])[];

/** A rule that judges a window: on metrics, or on the answers of a shadow. */
export type WindowGate = Gate | AnswersGate;

/**
 * A release judged again by other checks. What a window leaves to the next one (bets, frozen limits) is what it leaves
 * under these checks; the first window that ends without a pass ends the release, so nothing after it is judged.
 */
export function whatIf(windows: Windows, gates: readonly WindowGate[]): readonly WhatIf[] {
  const left = new Map<string, Left>();
  const now = new Map<string, WhatIf>();
  for (const [index, records] of windows.entries()) {
    const verdicts = new Map<string, Verdict>();
    for (const gate of gates) {
      const record = records.find((one) => isCounterpart(one.gate, gate));
      if (!record) {
        const comesLater = windows
          .slice(index + 1)
          .flat()
          .some((one) => isCounterpart(one.gate, gate));
        const why = comesLater ? 'the release would have ended before it' : neverRead(gate);
        if (!now.has(gate.id)) now.set(gate.id, { gate: gate.id, why });
        continue;
      }
      const again = judgedBy(gate, record, left.get(gate.id));
      if ('doesNotApply' in again) continue;
      if ('neverAsked' in again) {
        now.set(gate.id, { gate: gate.id, why: `${again.neverAsked} was never asked for` });
        continue;
      }
      const { result, sentence } = again.verdict;
      verdicts.set(gate.id, again.verdict);
      now.set(gate.id, { gate: gate.id, now: result, why: sentence });
    }
    const results = [...verdicts.values()].map(({ result }) => result);
    if (results.includes('fail')) break;
    // An inconclusive window is extended, and looked at again from the same start.
    if (isLookedAtAgain(records, windows[index + 1])) continue;
    if (results.includes('inconclusive')) break;
    for (const [id, { comparator, carry }] of verdicts)
      left.set(id, { frozen: comparator, carried: carry });
  }
  return lines(windows, gates, now);
}

const neverRead = ({ kind }: WindowGate): string =>
  kind === 'answers' ? 'nobody compared answers then' : 'nobody read its metric then';

/** A counterpart is of the gate's own kind. */
function judgedBy(gate: WindowGate, record: WindowRecord, left?: Left): Rejudged {
  if (gate.kind === 'answers') return rejudgeAnswers(record as AnswersRecord, gate);
  const judged = record as GateRecord;
  return rejudge(judged, gate, left ?? leftThen(judged, gate));
}

function isLookedAtAgain(
  records: readonly WindowRecord[],
  next?: readonly WindowRecord[],
): boolean {
  return next?.[0] !== undefined && next[0].window.start === records[0]?.window.start;
}

/** Worst first for people: a failure stands whatever came after it, else the last window's word does. */
function thenOf(windows: Windows, isOf: (record: WindowRecord) => boolean): Result | undefined {
  const results = windows
    .flat()
    .filter(isOf)
    .map((record) => verdictIn(record).result);
  return results.includes('fail') ? 'fail' : results.at(-1);
}

function lines(
  windows: Windows,
  gates: readonly WindowGate[],
  now: ReadonlyMap<string, WhatIf>,
): readonly WhatIf[] {
  const checked = gates.flatMap((gate): WhatIf[] => {
    const line = now.get(gate.id);
    if (!line) return [];
    const then = thenOf(windows, (record) => isCounterpart(record.gate, gate));
    return [{ ...line, ...(then && { then }) }];
  });
  const dropped = windows
    .flat()
    .map(({ gate }) => gate)
    .filter((gate) => !gates.some((other) => isCounterpart(gate, other)));
  const gone = [...new Set(dropped.map(({ id }) => id))].map((id): WhatIf => {
    const then = thenOf(windows, (record) => record.gate.id === id);
    return { gate: id, ...(then && { then }), why: 'these checks do not have it' };
  });
  return [...checked, ...gone];
}

/** The same question with another limit: kind and metric, the quantile of a latency, the statistic of a level. */
function isCounterpart(one: WindowGate, other: WindowGate): boolean {
  return question(one) === question(other);
}

function question(gate: WindowGate): string {
  switch (gate.kind) {
    case 'latency':
      return JSON.stringify([gate.kind, gate.metric, gate.quantile]);
    case 'level':
      return JSON.stringify([gate.kind, gate.metric, gate.stat, gate.source?.namespace]);
    case 'answers':
      return gate.kind;
    case 'ratio':
    case 'split':
      return JSON.stringify([gate.kind, gate.metric]);
  }
}

/** The first window that is there may be no first step; what it was left holds for the same rule only. */
function leftThen({ gate, context: { carried, frozen } }: GateRecord, other: Gate): Left {
  return limits(gate) === limits(other) ? { carried, frozen } : {};
}

interface Limits {
  readonly kind: Gate['kind'];
  readonly limit?: number;
  readonly max?: number;
  readonly min?: number;
  readonly increase?: number;
}

function limits({ limit, max, min, increase }: Limits): string {
  return JSON.stringify([limit, max, min, increase]);
}

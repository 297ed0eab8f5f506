import type { GateRecord } from './gate-record';
import { mapping, type Mapping } from '../mapping';
import { revived } from './plain-numbers';

const kinds = ['ratio', 'latency', 'level', 'split'];
/** More periods than a year of the finest ones are no window of a release. */
const mostPeriods = 3_200_000;

/** A value of a file as a gate's record, or why it is none; whether it says the truth only judging again can tell. */
export function readGateRecord(value: unknown): GateRecord | string {
  const record = mapping(value);
  if (!record) return 'it is not an object';
  if (record.schema !== 'slipway.gate/1') return 'its schema is not slipway.gate/1';
  const gate = mapping(record.gate);
  if (!gate || typeof gate.id !== 'string' || !kinds.includes(String(gate.kind)))
    return 'its gate is of no kind that is known here';
  if (gate.kind !== 'split' && !mapping(gate.minimum)) return 'its gate has no minimum';
  const window = windowFault(mapping(record.window));
  if (window !== undefined) return window;
  if (typeof mapping(record.context)?.stableServes !== 'boolean')
    return 'its context does not say whether the stable serves';
  if (typeof mapping(record.look)?.final !== 'boolean')
    return 'it does not say whether its look was the last one';
  const { readings } = record;
  if (!Array.isArray(readings) || !readings.every(isReading))
    return 'its readings are not all queries with points';
  if (typeof mapping(record.verdict)?.result !== 'string') return 'it has no verdict';
  return revived(record) as GateRecord;
}

function windowFault(window: Mapping | undefined): string | undefined {
  const { start, end, period } = window ?? {};
  const from = Date.parse(String(start));
  const to = Date.parse(String(end));
  if (Number.isNaN(from) || Number.isNaN(to) || typeof period !== 'number' || !(period > 0))
    return 'its window has no start, end and period';
  if ((to - from) / 1000 / period > mostPeriods)
    return 'its window has more than a year of periods';
  return undefined;
}

function isReading(value: unknown): boolean {
  const reading = mapping(value);
  return (
    typeof reading?.id === 'string' &&
    Array.isArray(reading.points) &&
    reading.points.every((point) => mapping(point) !== undefined)
  );
}

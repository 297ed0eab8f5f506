import type { Behaviour } from '../named-behaviours';
import { passed, type Age } from './age';

export interface Failure {
  readonly status: 400 | 500;
  readonly error: string;
}

/** Whether a model fails on this request; `luck` is drawn evenly from 0 to 1. */
export function failureOf(
  behaviour: Behaviour,
  input: Buffer,
  age: Age,
  luck: number,
): Failure | undefined {
  const { rejectRatio, errorsAfter, errorSlice } = behaviour;
  const isTime = passed(errorsAfter, age) >= 1;
  const errorRatio = isTime ? behaviour.errorRatio : 0;
  if (luck < errorRatio) return { status: 500, error: 'The model failed on this input.' };
  if (luck < errorRatio + rejectRatio) {
    return { status: 400, error: 'The model refuses this input.' };
  }
  if (errorSlice === undefined || !isTime || luck >= errorSlice.ratio) return undefined;
  const { field, value } = errorSlice;
  if (fieldOf(input, field) !== value) return undefined;
  return { status: 500, error: `The model failed on ${field} ${String(value)}.` };
}

/** A field of a JSON object; undefined where the input is none. */
function fieldOf(input: Buffer, field: string): unknown {
  try {
    const value: unknown = JSON.parse(input.toString('utf8'));
    return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
  } catch {
    return undefined;
  }
}

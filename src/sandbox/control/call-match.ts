import { z } from 'zod';
import { isRecord } from '../wire/exchange';
import type { Call } from '../wire/operation';

/** Which calls a fault is about; the same words for what it acts on and for what starts it. */
export const callMatch = {
  /** An operation by AWS's name; `*` at its end stands for anything. */
  operation: z.string().min(1),
  service: z.string().min(1).optional(),
  /** Members the call's input must have, at any depth; lists must have an equal member each. */
  match: z.record(z.string(), z.unknown()).optional(),
};

export interface CallMatch {
  readonly operation: string;
  readonly service?: string | undefined;
  readonly match?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether a call is one that is meant. */
export function fits({ operation, service, match }: CallMatch, call: Call): boolean {
  return (
    (operation.endsWith('*')
      ? call.operation.startsWith(operation.slice(0, -1))
      : call.operation === operation) &&
    (service === undefined || service === call.service) &&
    (match === undefined || contains(call.input, match))
  );
}

/** Whether a value has all the wanted members, at any depth; lists must have an equal member each. */
export function contains(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) && wanted.every((item) => value.some((member) => contains(member, item)))
    );
  }
  if (!isRecord(wanted)) return Object.is(value, wanted);
  return (
    isRecord(value) && Object.entries(wanted).every(([key, item]) => contains(value[key], item))
  );
}

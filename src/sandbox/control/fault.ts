import { z } from 'zod';
import { isRecord } from '../wire/exchange';
import type { Call } from '../wire/operation';

/** What a test asks to go wrong. */
export const faultSchema = z.strictObject({
  operation: z.string().min(1),
  service: z.string().optional(),
  /** Members the call's input must have, at any depth; lists must have an equal member each. */
  match: z.record(z.string(), z.unknown()).optional(),
  /**
   * `fail` refuses, `delay` waits before, `hold` waits until the fault is removed, `drop` lets the
   * call take effect and cuts the connection.
   */
  action: z.enum(['fail', 'hold', 'drop', 'delay']),
  /** A hold stands before the call takes effect, or after it with the answer not yet sent. */
  phase: z.enum(['before', 'after']).default('before'),
  code: z.string().default('InternalFailure'),
  message: z.string().default('A fault of the sandbox was asked for.'),
  status: z.int().min(400).max(599).optional(),
  /** How many calls it acts on; all of them when absent. */
  times: z.int().min(1).optional(),
  /** Of a delay. */
  seconds: z.number().min(0).max(600).default(1),
});

export type FaultOrder = z.output<typeof faultSchema>;

export function fits(order: FaultOrder, call: Call): boolean {
  return (
    order.operation === call.operation &&
    (order.service === undefined || order.service === call.service) &&
    (order.match === undefined || contains(call.input, order.match))
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

/** The HTTP status AWS sends with an error name, where the order does not say. */
export function statusOf({ code, status }: FaultOrder): number {
  if (status !== undefined) return status;
  if (/^(InternalFailure|InternalServerException|InternalServiceFault)/.test(code)) return 500;
  return /^ServiceUnavailable/.test(code) ? 503 : 400;
}

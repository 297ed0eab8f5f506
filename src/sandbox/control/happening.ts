import { z } from 'zod';
import { triggerSchema } from './trigger';

const endpoint = z.string().min(1);
const variant = z.string().min(1);
const metrics = {
  endpoint,
  /** All of them when absent. */
  variant: variant.optional(),
  metric: z.string().min(1).optional(),
};

/** What happens in the world around the calls; each word is one of docs/sandbox.md. */
export const happeningSchema = z.discriminatedUnion('happens', [
  z.strictObject({
    /** Somebody else makes a call; no fault, limit or policy stands in its way. */
    happens: z.literal('call'),
    service: z.string().min(1),
    operation: z.string().min(1),
    input: z.record(z.string(), z.unknown()).default({}),
    /** The name of that user in the log. */
    by: z
      .string()
      .regex(/^[\w+=,.@-]{1,64}$/)
      .default('SOMEBODY'),
    ...triggerSchema,
  }),
  z.strictObject({
    /** What a call of the control port does. */
    happens: z.literal('control'),
    /** `PUT /load` */
    call: z.string().regex(/^(PUT|POST|DELETE) \//, 'must be METHOD /path'),
    body: z.unknown().default({}),
    ...triggerSchema,
  }),
  z.strictObject({
    /** An alarm keeps its name and state, and watches something else. */
    happens: z.literal('alarm'),
    alarm: z.string().min(1),
    /** Members of PutMetricAlarm. */
    change: z.record(z.string(), z.unknown()),
    ...triggerSchema,
  }),
  z.strictObject({
    happens: z.literal('metrics-late'),
    ...metrics,
    seconds: z.number().min(0).max(86_400),
    ...triggerSchema,
  }),
  z.strictObject({ happens: z.literal('metrics-absent'), ...metrics, ...triggerSchema }),
  z.strictObject({
    happens: z.literal('image-gone'),
    repository: z.string().min(1),
    imageDigest: z.string().min(1).optional(),
    imageTag: z.string().min(1).optional(),
    ...triggerSchema,
  }),
  z.strictObject({
    /** Another image gets a tag. */
    happens: z.literal('image-pushed'),
    repository: z.string().min(1),
    imageDigest: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hex digits'),
    imageTag: z.string().min(1),
    ...triggerSchema,
  }),
]);

export type Happening = z.output<typeof happeningSchema>;

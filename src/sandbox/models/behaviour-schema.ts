import { z } from 'zod';

/** The behaviours that have a name, in the order of the table in docs/sandbox.md. */
export const behaviourNames = [
  'good',
  'slow',
  'slow-tail',
  'errors',
  'errors-later',
  'errors-for-slice',
  'drift',
  'schema-change',
  'cold-start',
  'dies-at-start',
  'leaks',
  'flaky-health',
] as const;

export type BehaviourName = (typeof behaviourNames)[number];

/** A stretch of a model's life since its process started; with both, whichever ends first. */
const spanSchema = z.strictObject({
  minutes: z.number().min(0).max(10_000).optional(),
  requests: z.int().min(0).max(1_000_000_000).optional(),
});

/** What an artifact may say of a model's behaviour. */
export const behaviourSchema = z.strictObject({
  /** A named behaviour that the rest differs from. */
  name: z.enum(behaviourNames).optional(),
  /** Median latency, ms. */
  latencyMs: z.number().min(0).max(60_000).optional(),
  /** p99 latency as a multiple of the median; latencies are lognormal. */
  p99Factor: z.number().min(1).max(100).optional(),
  /** Share of requests answered 500. */
  errorRatio: z.number().min(0).max(1).optional(),
  /** Errors begin when this is over. */
  errorsAfter: spanSchema.optional(),
  /** Only inputs whose JSON has this value in this field fail, all of them unless `ratio` says less. */
  errorSlice: z
    .strictObject({
      field: z.string().min(1),
      value: z.union([z.string(), z.number(), z.boolean()]),
      ratio: z.number().min(0).max(1).default(1),
    })
    .optional(),
  /** Share of requests answered 400. */
  rejectRatio: z.number().min(0).max(1).optional(),
  /** Models with the same answers give the same score to the same input. */
  answers: z.string().optional(),
  /** Form of an answer. */
  shape: z.enum(['score', 'nested', 'csv']).optional(),
  /** Scores move by `by` in all, evenly over `over`, and stay there. */
  drift: z.strictObject({ by: z.number().min(-1).max(1), over: spanSchema }).optional(),
  /** `never-healthy` runs but answers /ping with 503. */
  start: z.enum(['healthy', 'dies', 'never-healthy']).optional(),
  /** From the start of the process until /ping answers 200, s. */
  startSeconds: z.number().min(0).max(3_600).optional(),
  /** The first requests take `factor` times as long, falling evenly to 1. */
  cold: z
    .strictObject({ requests: z.int().min(1), factor: z.number().min(1).max(1_000) })
    .optional(),
  /** Keeps this much memory of each request, and dies when it holds more than `limitMb`. */
  leak: z
    .strictObject({
      mbPerRequest: z.number().min(0).max(16),
      limitMb: z.number().min(1).max(256).default(64),
    })
    .optional(),
  /** Share of health checks answered 503. */
  pingFailRatio: z.number().min(0).max(1).optional(),
  /** Requests an instance works on at once; more wait. */
  concurrency: z.int().min(1).max(10_000).optional(),
  /** Requests that may wait; more are answered 503. */
  queue: z.int().min(0).max(100_000).optional(),
  /** With it luck is the same in every run. */
  seed: z.int().optional(),
});

/** As an artifact says it. */
export type WrittenBehaviour = z.output<typeof behaviourSchema>;

export type Span = z.output<typeof spanSchema>;

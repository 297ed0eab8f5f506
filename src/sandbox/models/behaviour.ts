import { z } from 'zod';

/** How a model behaves; the artifact says it, so that what is deployed decides what happens. */
const behaviourSchema = z.strictObject({
  /** Median latency, ms. */
  latencyMs: z.number().min(0).max(60_000).default(40),
  /** p99 latency as a multiple of the median; latencies are lognormal. */
  p99Factor: z.number().min(1).max(100).default(2),
  /** Share of requests answered 500. */
  errorRatio: z.number().min(0).max(1).default(0),
  /** Share of requests answered 400. */
  rejectRatio: z.number().min(0).max(1).default(0),
  /** Models with the same answers give the same score to the same input. */
  answers: z.string().default('fraud'),
  /** `never-healthy` runs but answers /ping with 503. */
  start: z.enum(['healthy', 'dies', 'never-healthy']).default('healthy'),
});

const artifactSchema = z.strictObject({
  version: z.string().min(1),
  behaviour: behaviourSchema.prefault({}),
});

export type Behaviour = z.output<typeof behaviourSchema>;

/** What stands in S3 in place of a trained model: the version it is and how it behaves. */
export type Artifact = z.output<typeof artifactSchema>;

/** The same as written by hand, with defaults left out. */
export type WrittenArtifact = z.input<typeof artifactSchema>;

/** Undefined when the bytes are not an artifact of the sandbox. */
export function readArtifact(bytes: string): Artifact | undefined {
  let value: unknown;
  try {
    value = JSON.parse(bytes);
  } catch {
    return undefined;
  }
  return artifactSchema.safeParse(value).data;
}

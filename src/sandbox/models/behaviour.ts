import { z } from 'zod';
import { behaviourSchema } from './behaviour-schema';
import { behaviourOf } from './named-behaviours';

const artifactSchema = z.strictObject({
  version: z.string().min(1),
  behaviour: behaviourSchema.prefault({}).transform(behaviourOf),
  /** A server of the user's own that stands in for the model. */
  url: z.string().refine(isLoopback).optional(),
});

/** Only this machine: a model that is somewhere else is no part of a sandbox. */
function isLoopback(url: string): boolean {
  const port = /^http:\/\/(?:127\.0\.0\.1|localhost):(\d{1,5})\/?$/.exec(url)?.[1];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

/** What stands in S3 in place of a trained model: the version it is, and how it behaves or where it runs. */
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

/**
 * What a container without an artifact is: a good model, or for an image `local/http:PORT` the
 * server of the user's own on that port.
 */
export function imageOnly(image: string | undefined): Artifact | undefined {
  const port = /^local\/http:(\d{1,5})$/.exec(image ?? '')?.[1];
  const url = port === undefined ? {} : { url: `http://127.0.0.1:${port}` };
  return readArtifact(JSON.stringify({ version: 'image-only', ...url }));
}

import type { IncomingHttpHeaders } from 'node:http';
import type { AwsError } from './operation';

export type ServiceName =
  'sagemaker' | 'monitoring' | 's3' | 'ecr' | 'application-autoscaling' | 'sts';

/** A request that has been read whole; routing and decoding work on this and nothing else. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Service in the SigV4 credential scope, undefined for unsigned requests. */
  readonly scope: string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** One request seen through its protocol: what is asked, and how answers and errors are written. */
export interface Exchange {
  /** Undefined when no service of ours is meant: an unknown operation. */
  readonly service: ServiceName | undefined;
  readonly operation: string;
  /** Decodes the input; throws AwsError (SerializationException or the protocol's own form). */
  readonly input: () => Readonly<Record<string, unknown>>;
  /** The protocol carries text only: numbers and flags of the input are still to be read from it. */
  readonly isText?: boolean;
  readonly answer: (output: unknown, requestId: string) => Reply;
  readonly refuse: (error: AwsError, requestId: string) => Reply;
}

/** Reads a request as one protocol; undefined when it is not that protocol. */
export type Protocol = (request: WireRequest) => Exchange | undefined;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A header's single value, lower-case name. */
export function header(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

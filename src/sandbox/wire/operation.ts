import type { Breakage } from './broken-answer';

/** Who called, read from the SigV4 credential scope; the signature itself is not checked. */
export interface Caller {
  readonly accessKeyId: string;
  readonly account: string;
  readonly region: string;
  /** Of a user, or of a session of a role. */
  readonly userArn: string;
  /** IAM's unique id of the principal; a user's is its key. */
  readonly principalId?: string;
  /** ARN of the role whose session it is. */
  readonly role?: string;
}

/** One call as the services, the door and the log see it, whatever protocol carried it. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly requestId: string;
}

/**
 * Returns the output as plain JSON with `Date` for timestamps; throws AwsError. Where AWS's model has
 * a map, a `Map` may stand for it: the query protocol writes maps and structures differently.
 */
export type Operation = (input: never, call: Call) => unknown;

/** The operations of one service by AWS's names; a name that is not there is an unknown operation. */
export type Service = Readonly<Record<string, Operation>>;

/** An error as AWS would answer it: `code` is the modelled shape's name, `status` the HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = 'AwsError';
  }
}

export type Outcome =
  | { readonly ok: true; readonly output: unknown }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly status: number;
    };

/**
 * What becomes of an answer: it is given, it breaks on its way so that the effect stands and the caller
 * never learns of it, or another one is given in its place.
 */
export type Ending = 'answer' | Breakage | Outcome;

/** Stands around every call: `before` may wait or throw AwsError, `after` sees what happened. */
export interface Door {
  before(call: Call): Promise<void>;
  after(call: Call, outcome: Outcome): Promise<Ending>;
}

import { isNativeError } from 'node:util/types';
import { exitCodes } from '../release/outcome';

/** A failure in words for people: what failed and where, then what to do; with the exit code it ends the command by. */
export class CliFailure extends Error {
  constructor(
    message: string,
    readonly exit: number,
    readonly next?: string,
  ) {
    super(message);
    this.name = 'CliFailure';
  }
}

/** Wrong arguments, a wrong spec, or a decision that does not fit. */
export function usage(message: string, next?: string): CliFailure {
  return new CliFailure(message, exitCodes.usage, next);
}

/** No such release, endpoint or gate. */
export function notFound(message: string, next?: string): CliFailure {
  return new CliFailure(message, exitCodes.notFound, next);
}

/** The world did not answer as it should. */
export function unexpected(message: string, next?: string): CliFailure {
  return new CliFailure(message, exitCodes.unexpected, next);
}

/** An error of any realm and any library; `instanceof` knows only those of its own. */
export function isError(value: unknown): value is Error & { readonly code?: unknown } {
  return value instanceof Error || isNativeError(value);
}

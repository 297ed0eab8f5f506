import { exitCodes } from '../release/outcome';
import { failures, type FailureType } from '../release/failures';
import { CliFailure, isError, notFound, unexpected } from './failure';

/** gRPC status codes that mean something to people. */
const grpc = {
  cancelled: 1,
  deadline: 4,
  notFound: 5,
  denied: 7,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** Any error as words for people and an exit code; only what nobody foresaw is called a bug. */
export function explain(error: unknown): CliFailure {
  if (error instanceof CliFailure) return error;
  const failure = typedFailure(error);
  if (failure) return failure;
  const missing = chainOf(error).find(({ name }) =>
    /^(?:Namespace|Workflow)NotFoundError$/.test(name),
  );
  if (missing) return notFound(`Temporal does not know it: ${missing.message || missing.name}`);
  const code = grpcCode(error);
  if (code !== undefined) return explainGrpc(code, error);
  if (isSystemError(error)) return unexpected(`${error.code}: ${error.message}`);
  const text = isError(error) ? (error.stack ?? error.message) : String(error);
  return new CliFailure(
    `internal error: ${text}`,
    exitCodes.bug,
    'This is a bug in slipway; please report it with the lines above.',
  );
}

/** A failure that crossed Temporal with one of our types, and the exit code that type has. */
function typedFailure(error: unknown): CliFailure | undefined {
  for (const cause of chainOf(error)) {
    const { type, details } = cause as { type?: unknown; details?: unknown };
    if (typeof type !== 'string' || !(type in failures)) continue;
    const [list] = Array.isArray(details) ? (details as unknown[]) : [];
    const sentences = Array.isArray(list) ? list.filter((line) => typeof line === 'string') : [];
    const more = sentences.filter((line) => !cause.message.includes(line));
    const message = [cause.message, ...more.map((line) => `  - ${line}`)].join('\n');
    return new CliFailure(message, failures[type as FailureType].exit);
  }
  return undefined;
}

/** The gRPC status of a failed call, or undefined where the error is of another kind. */
export function grpcCode(error: unknown): number | undefined {
  for (const cause of chainOf(error)) {
    const { code, details } = cause as { code?: unknown; details?: unknown };
    if (typeof code === 'number' && typeof details === 'string') return code;
  }
  return undefined;
}

/** The error and its causes, outermost first. */
export function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let cause = error; isError(cause) && chain.length < 10; cause = cause.cause)
    chain.push(cause);
  return chain;
}

function explainGrpc(code: number, error: unknown): CliFailure {
  const details = chainOf(error).at(-1)?.message ?? 'no details';
  switch (code) {
    case grpc.denied:
    case grpc.unauthenticated:
      return new CliFailure(
        `Temporal refused the credentials: ${details}`,
        exitCodes.auth,
        'Check TEMPORAL_API_KEY, the TEMPORAL_TLS_* variables or the profile in temporal.toml.',
      );
    case grpc.notFound:
      return new CliFailure(`Temporal does not know it: ${details}`, exitCodes.notFound);
    case grpc.cancelled:
    case grpc.deadline:
    case grpc.unavailable:
      return unexpected(
        `Temporal did not answer in time: ${details}`,
        'Nothing was decided by this; look with `slipway status` and try again.',
      );
    default:
      return unexpected(`Temporal refused the call: ${details}`);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return isError(error) && typeof error.code === 'string' && 'syscall' in error;
}

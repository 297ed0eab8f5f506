import { CancellationScope, isCancellation } from '@temporalio/workflow';

/** Work that goes on beside a wait and may end it. */
export interface Beside<T> {
  ended(): boolean;
  /** Its answer, once it has ended; throws what it failed with. */
  result(): T | undefined;
  stop(): void;
  /** When nothing of it goes on any more, stopped or ended. */
  readonly over: Promise<void>;
}

/** Starts work in a scope of its own; it is cancelled by `stop` or with the scope around, and its failure waits to be asked for. */
export function beside<T>(work: () => Promise<T>): Beside<T> {
  const scope = new CancellationScope();
  let end: { readonly answer: T } | { readonly error: Error } | undefined;
  const over = scope.run(work).then(
    (answer) => {
      end = { answer };
    },
    (error: Error) => {
      if (!isCancellation(error)) end = { error };
    },
  );
  return {
    ended: () => end !== undefined,
    result() {
      if (end && 'error' in end) throw end.error;
      return end?.answer;
    },
    stop: () => scope.cancel(),
    over,
  };
}

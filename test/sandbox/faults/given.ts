import path from 'node:path';
import type { ShownFault } from '../../../src/sandbox/control/faults';
import { startSandbox, type RunningSandbox } from '../running-sandbox';

const folder = path.resolve(__dirname, '../../../examples/faults');

export interface Around {
  /** More options of the sandbox. */
  readonly args?: readonly string[];
  /** Words of an AWS newer than the models, which the plan has it say. */
  readonly tomorrow?: readonly string[];
}

/**
 * A test on a sandbox that plays a plan of examples/faults from its start: calls, then what is seen of
 * them. Fails when something in the plan never came to act, or could not happen.
 */
export function given(
  plan: string,
  play: (sandbox: RunningSandbox) => Promise<void>,
  { args = [], tomorrow }: Around = {},
): () => Promise<void> {
  return async () => {
    const sandbox = await startSandbox('--faults', path.join(folder, `${plan}.yaml`), ...args);
    try {
      await play(sandbox);
      expect(await idle(sandbox)).toEqual([]);
    } finally {
      await sandbox.stop(tomorrow);
    }
  };
}

/** What the plan asks for and did not come about. */
async function idle(sandbox: RunningSandbox): Promise<readonly unknown[]> {
  const { body } = await sandbox.control('GET', '/faults');
  const faults = body.faults as readonly ShownFault[];
  return faults.filter(({ acted }) => acted === 0).map(({ order }) => order);
}

/** Name and text of the error that a call fails with; undefined when it does not. */
export async function refusal(call: Promise<unknown>): Promise<string | undefined> {
  return await call.then(
    () => undefined,
    // Jest's realm is another one than Node's: the SDK wraps what it does not take for an Error.
    (cause: Error) => `${cause.name}: ${cause.message.replace(/^AWS SDK error wrapper for /, '')}`,
  );
}

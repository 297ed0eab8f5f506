import type { Outcome, ReleaseOutcome } from '../../release/outcome';
import type { ReleaseStatus } from '../../release/status';
import { chainOf } from '../explain';
import { ask } from './ask';
import type { FoundRelease } from './find-release';
import type { Session } from './session';

/** One look at a release: its own word, and what Temporal knows about the run. */
export interface Look {
  /** Absent where the run is over and no worker is there to answer. */
  readonly status?: ReleaseStatus;
  readonly outcome?: Outcome;
  /** `failed` needs a human by its own account; `stopped` was ended from outside, so that nothing cleaned up. */
  readonly ended?: 'completed' | 'failed' | 'stopped';
  readonly sentence?: string;
}

/** Reads where a release is, also after its end, when its own word may be out of date. */
export async function lookAt(session: Session, release: FoundRelease): Promise<Look> {
  const { status: run } = await session.bounded(() => release.handle.describe());
  const status = await ask<ReleaseStatus>(session, release.handle, 'status').catch(
    (error: unknown) => {
      if (run.name === 'RUNNING') throw error;
      return undefined;
    },
  );
  if (run.name === 'RUNNING' || run.name === 'PAUSED') return { status };
  if (run.name === 'COMPLETED') return await completed(session, release, status);
  if (run.name === 'FAILED')
    return { status, ended: 'failed', sentence: await whyFailed(session, release) };
  return {
    status,
    ended: 'stopped',
    sentence: `The run was ${run.name.toLowerCase()} from outside: nothing was taken back. Check the endpoint now, then see docs/runbook.md.`,
  };
}

/** Without a worker there is no status, but the server keeps the result. */
async function completed(
  session: Session,
  { handle }: FoundRelease,
  status: ReleaseStatus | undefined,
): Promise<Look> {
  if (status?.outcome) return { status, ended: 'completed', outcome: status.outcome };
  const { outcome, sentence } = (await session.bounded(() => handle.result())) as ReleaseOutcome;
  return { ended: 'completed', outcome, sentence: `${outcome}: ${sentence}` };
}

async function whyFailed(session: Session, { handle }: FoundRelease): Promise<string> {
  const failure: unknown = await session
    .bounded(() => handle.result())
    .catch((error: unknown) => error);
  const why = chainOf(failure).at(-1)?.message ?? 'no reason given';
  return `The release failed and needs a human: ${why}`;
}

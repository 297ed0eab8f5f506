import type { WorkflowHandle } from '@temporalio/client';
import { taskQueues } from '../../release/release-id';
import { chainOf, grpcCode } from '../explain';
import { unexpected } from '../failure';
import type { Session } from './session';

/** Cancelled by our own deadline, too late, no worker seen lately, unavailable. */
const unanswered: readonly (number | undefined)[] = [1, 4, 9, 14];

/** Asks a release one of its queries; a worker has to be there to answer. */
export async function ask<Answer>(
  session: Session,
  handle: WorkflowHandle,
  query: 'status' | 'dossier' | 'plan',
): Promise<Answer> {
  try {
    return await session.bounded(() => handle.query<Answer>(query));
  } catch (error) {
    if (unanswered.includes(grpcCode(error))) throw noWorker();
    const refused = chainOf(error).find(({ name }) => name === 'QueryRejectedError');
    throw refused ?? error;
  }
}

export function noWorker(): Error {
  return unexpected(
    `no worker answers on task queue ${taskQueues.main}`,
    'Start one with `slipway worker`. A running release goes on when one is back.',
  );
}

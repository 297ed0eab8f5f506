import { exitCodes } from '../release/outcome';
import type { Context } from './context';
import { printAnswer } from './answer';

interface RemarkFlags {
  readonly reason?: string;
  readonly as?: string;
}

/** Says pause, resume, promote or abort to the running release of an endpoint. */
export async function remark(
  context: Context,
  word: 'pause' | 'resume' | 'promote' | 'abort',
  argument: string | undefined,
  { reason, as: by }: RemarkFlags,
): Promise<number> {
  const { terminal, flags } = context;
  const { endpointOf } = await import('./load-spec.js');
  const { withSession, callerName } = await import('./temporal/session.js');
  const { findRelease } = await import('./temporal/find-release.js');
  const { tell } = await import('./temporal/decide.js');
  const endpoint = await endpointOf(terminal, argument, flags.file);
  return await withSession(terminal, flags.profile, async (session) => {
    const { handle, workflowId } = await findRelease(session, endpoint, { running: true });
    const answer = await tell(session, handle, word, {
      by: by ?? callerName(terminal.env),
      ...(reason !== undefined && { reason }),
    });
    printAnswer(context, word, { endpoint: workflowId.split('/').at(-1) ?? endpoint, ...answer });
    return exitCodes.ok;
  });
}

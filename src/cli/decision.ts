import { exitCodes } from '../release/outcome';
import type { Verb } from '../release/decision';
import type { ReleaseStatus } from '../release/status';
import type { Context } from './context';
import { printAnswer } from './answer';

interface DecisionFlags {
  readonly reason: string;
  readonly gate?: string;
  readonly as?: string;
}

/** Approves or rejects at the open gate, by the code it has now, so that no other gate or plan can be meant. */
export async function decision(
  context: Context,
  verb: Verb,
  argument: string | undefined,
  { reason, gate, as: by }: DecisionFlags,
): Promise<number> {
  const { terminal, flags } = context;
  const { endpointOf } = await import('./load-spec.js');
  const { withSession, callerName } = await import('./temporal/session.js');
  const { findRelease } = await import('./temporal/find-release.js');
  const { ask } = await import('./temporal/ask.js');
  const { tell } = await import('./temporal/decide.js');
  const endpoint = await endpointOf(terminal, argument, flags.file);
  return await withSession(terminal, flags.profile, async (session) => {
    const { handle } = await findRelease(session, endpoint, { running: true });
    const status = await ask<ReleaseStatus>(session, handle, 'status');
    const { name, code } = await openGate(status, gate);
    const answer = await tell(session, handle, verb, {
      code,
      reason,
      by: by ?? callerName(terminal.env),
    });
    printAnswer(context, verb, { endpoint: status.endpoint, gate: name, code, ...answer });
    return exitCodes.ok;
  });
}

async function openGate(
  { openGate: open, endpoint, state, sentence }: ReleaseStatus,
  wanted?: string,
) {
  const { usage } = await import('./failure.js');
  const watch = `See \`slipway status ${endpoint}\`.`;
  if (!open) throw usage(`no gate of ${endpoint} is open: ${state}, ${sentence}`, watch);
  if (wanted !== undefined && wanted !== open.name)
    throw usage(`the open gate of ${endpoint} is ${open.name}, not ${wanted}`, watch);
  return open;
}

import { setTimeout as wait } from 'node:timers/promises';
import { exitCodes, outcomeExitCode } from '../release/outcome';
import type { ReleaseStatus } from '../release/status';
import { uiUrl, type Context } from './context';
import { explain } from './explain';
import { durationText } from '../release/duration';
import { jsonText, plain, plainDeep } from './output/plain';
import { renderStatus, suggestion } from './output/render-status';
import { createScreen } from './output/screen';
import { transition, transitionLine } from './output/transitions';
import type { FoundRelease } from './temporal/find-release';
import { lookAt, type Look } from './temporal/look';
import type { Session } from './temporal/session';

export interface FollowOptions {
  /** `approval` also ends at an open gate. */
  readonly until: 'approval' | 'done';
  readonly timeoutSeconds?: number;
}

/** Shows a release until it is over, or as far as asked, and gives the exit code of where it is then. */
export async function follow(
  context: Context,
  session: Session,
  release: FoundRelease,
  { until, timeoutSeconds }: FollowOptions,
): Promise<number> {
  const { terminal } = context;
  const show = display(context, uiUrl(terminal, session.namespace, release));
  const deadline = timeoutSeconds === undefined ? Infinity : Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const look = await patientLook(context, session, release);
    if (look) show(look.status);
    const exit = look && exitOf(look, until);
    if (look && exit !== undefined) return finish(context, look, exit);
    if (Date.now() >= deadline) {
      context.say(
        `• Still going after ${durationText(timeoutSeconds ?? 0)}; the release goes on. Re-attach: slipway status ${endpointOf(release)} --watch`,
      );
      return exitCodes.timeout;
    }
    const pause = Math.min(terminal.isTty ? 1000 : 2000, Math.max(0, deadline - Date.now()));
    await wait(pause, undefined, { signal: terminal.interrupted }).catch(() => undefined);
    if (terminal.interrupted.aborted) {
      const endpoint = endpointOf(release);
      context.say(
        `• Detached. The release goes on. Re-attach: slipway status ${endpoint} --watch · Stop it: slipway abort ${endpoint} --reason …`,
      );
      return exitCodes.detached;
    }
  }
}

/** Where a look at a release ends the watching, and with which exit code; undefined: go on. */
export function exitOf(look: Look, until: FollowOptions['until']): number | undefined {
  const { status, ended, outcome = status?.outcome } = look;
  if (ended === 'failed' || ended === 'stopped') return exitCodes.needsHuman;
  if (outcome) return outcomeExitCode[outcome];
  if (status?.state === 'NeedsHuman') return exitCodes.needsHuman;
  return until === 'approval' && status?.openGate ? exitCodes.ok : undefined;
}

/** A look that bears with a worker or server that is away for a while; what can't get better is thrown. */
async function patientLook(
  { say }: Context,
  session: Session,
  release: FoundRelease,
): Promise<Look | undefined> {
  try {
    return await lookAt(session, release);
  } catch (error) {
    const failure = explain(error);
    if (failure.exit !== exitCodes.unexpected) throw error;
    say(`• ${failure.message}; still trying`);
    return undefined;
  }
}

/** Draws in the form asked for, each transition once. */
function display(
  { terminal, flags, style, records }: Context,
  url: string | undefined,
): (status: ReleaseStatus | undefined) => void {
  const screen = createScreen(terminal);
  let previous: ReleaseStatus | undefined;
  return (found) => {
    if (!found) return;
    const status = plainDeep(found);
    const changed = transition(previous, status);
    previous = status;
    if (changed) records.write('status', changed);
    if (flags.output !== 'text') return;
    const view = { style, now: Date.now(), columns: terminal.columns, uiUrl: url };
    if (terminal.isTty) screen.draw(renderStatus(status, view));
    else if (changed) terminal.out(`${transitionLine(status, new Date())}\n`);
  };
}

function finish({ terminal, flags, records, say }: Context, look: Look, exit: number): number {
  const status = look.status && plainDeep(look.status);
  records.write('finished', {
    outcome: look.outcome ?? status?.outcome ?? null,
    state: status?.state ?? null,
    reason: status?.reason ?? null,
    candidate: status?.candidate ?? null,
    stable: status?.stable ?? null,
    exitCode: exit,
  });
  if (flags.output === 'json') terminal.out(`${jsonText(status ?? null, 2)}\n`);
  if (look.sentence) say(plain(look.sentence));
  // The live screen ends with the suggestion already.
  if (status && flags.output === 'text' && !terminal.isTty)
    for (const next of suggestion(status)) say(`Next: ${next}`);
  return exit;
}

function endpointOf({ workflowId }: FoundRelease): string {
  return workflowId.split('/').at(-1) ?? workflowId;
}

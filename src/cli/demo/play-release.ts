import { setTimeout as wait } from 'node:timers/promises';
import type { ReleaseStatus } from '../../release/status';
import type { ReleaseSpec } from '../../release/spec';
import { explain } from '../explain';
import { ask } from '../temporal/ask';
import { tell } from '../temporal/decide';
import { makePlan } from '../temporal/make-plan';
import type { Session } from '../temporal/session';
import { startRelease, type StartedRelease } from '../temporal/start-release';
import { visibilityOf } from '../temporal/visibility';
import type { Narrator } from './narrator';

export interface PlayedRelease {
  readonly workflowId: string;
  readonly runId: string;
  readonly candidate: string;
  readonly outcome: string;
  readonly reason: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly historyEvents: number;
}

const approver = 'dana@example.com';

/** Plans, starts, approves and watches one release, as a person at a terminal would. */
export async function playRelease(
  session: Session,
  spec: ReleaseSpec,
  narrator: Narrator,
): Promise<PlayedRelease> {
  const startedAt = new Date().toISOString();
  const plan = await planWhenReady(session, spec, narrator);
  const visibility = await visibilityOf(session);
  const release = await startRelease(session, {
    spec,
    plan,
    requestedBy: 'ci@example.com',
    visibility,
  });
  const end = await follow(session, release, narrator);
  narrator.end();
  const { historyLength } = await session.bounded(() => release.handle.describe());
  return {
    workflowId: release.workflowId,
    runId: release.runId,
    candidate: plan.candidate.version,
    outcome: end.outcome ?? end.state,
    reason: end.reason,
    startedAt,
    endedAt: new Date().toISOString(),
    historyEvents: historyLength,
  };
}

/** A release is refused while an alarm has no data yet, as it is in the first seconds of an endpoint. */
async function planWhenReady(session: Session, spec: ReleaseSpec, narrator: Narrator) {
  const deadline = Date.now() + 60_000;
  let said = false;
  for (;;) {
    try {
      return await makePlan(session, spec, (sentence) => narrator.say(sentence));
    } catch (error) {
      const quiet = explain(error).message.includes('INSUFFICIENT_DATA');
      if (!quiet || Date.now() > deadline) throw error;
      if (!said)
        narrator.say(
          'Alarms have no data yet, and Slipway refuses to release on that; waiting for the first metrics.',
        );
      said = true;
      await wait(1_000);
    }
  }
}

async function follow(
  session: Session,
  release: StartedRelease,
  narrator: Narrator,
): Promise<ReleaseStatus> {
  const approved = new Set<string>();
  for (;;) {
    const status = await ask<ReleaseStatus>(session, release.handle, 'status');
    narrator.show(status);
    if (status.outcome !== null || status.state === 'NeedsHuman') return status;
    const gate = status.openGate;
    if (gate && !approved.has(gate.code)) {
      approved.add(gate.code);
      await wait(1_500);
      const { sentence } = await tell(session, release.handle, 'approve', {
        code: gate.code,
        reason: 'plan read',
        by: approver,
      });
      narrator.say(
        `$ slipway approve ${status.endpoint} --as ${approver} --reason "plan read"   → ${sentence}`,
      );
    }
    await wait(400);
  }
}

import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { taskQueues } from '../../release/release-id';
import type { ReleasePlan } from '../../release/plan';
import type { ReleaseSpec } from '../../release/spec';
import type { PlanInput } from '../../workflows/messages';
import { noWorker } from './ask';
import type { Session } from './session';

export interface PlanTimes {
  /** Until a worker must have taken the plan up, before that is said. */
  readonly noticeMilliseconds: number;
  /** Until it is given up. */
  readonly giveUpMilliseconds: number;
}

const usual: PlanTimes = { noticeMilliseconds: 5000, giveUpMilliseconds: 60_000 };

/** Has a worker make the plan; `say` hears when none takes it up. Fails with the refusal's own words. */
export async function makePlan(
  session: Session,
  spec: ReleaseSpec,
  say: (sentence: string) => void,
  times: PlanTimes = usual,
): Promise<ReleasePlan> {
  const input: PlanInput = { spec };
  const handle = await session.bounded(() =>
    session.client.workflow.start('planRelease', {
      taskQueue: taskQueues.main,
      workflowId: `plan/${spec.endpoint}/${randomBytes(6).toString('hex')}`,
      args: [input],
      // Planning changes nothing, so a plan nobody waits for may simply end.
      workflowExecutionTimeout: '5m',
      staticSummary: `plan a release of ${spec.endpoint}`,
    }),
  );
  const done = new AbortController();
  const made = handle.result().then((plan) => plan as ReleasePlan);
  const nobody = noWorkerWithin(session, handle, say, times, done.signal);
  try {
    const plan = await Promise.race([made, nobody]);
    if (plan) return plan;
    // The plan's end is already known here; its result is of no interest any more.
    made.catch(() => undefined);
    await session.bounded(() => handle.terminate('no worker took the plan up'));
    throw noWorker();
  } finally {
    done.abort();
  }
}

type PlanHandle = Awaited<ReturnType<Session['client']['workflow']['start']>>;

/** Ends once nobody takes the plan up for too long; otherwise never ends by itself. */
async function noWorkerWithin(
  session: Session,
  handle: PlanHandle,
  say: (sentence: string) => void,
  { noticeMilliseconds, giveUpMilliseconds }: PlanTimes,
  signal: AbortSignal,
): Promise<undefined> {
  const started = Date.now();
  let said = false;
  for (;;) {
    await wait(said ? 1000 : noticeMilliseconds, undefined, { signal }).catch(never);
    const { historyLength } = await session.bounded(() => handle.describe());
    // Started and the first workflow task scheduled: no worker has taken it.
    if (historyLength > 2) return await never();
    if (!said) say(`no worker answers on task queue ${taskQueues.main} yet; waiting`);
    said = true;
    if (Date.now() - started > giveUpMilliseconds) return undefined;
  }
}

function never(): Promise<never> {
  return new Promise<never>(() => undefined);
}

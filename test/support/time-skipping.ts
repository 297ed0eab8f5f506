import type { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { temporal } from '@temporalio/proto';
import type { ReleaseOutcome } from '../../src/release/outcome';
import type { ReleaseSpec } from '../../src/release/spec';
import type { ReleaseStatus } from '../../src/release/status';
import { samplePlan } from './sample-plan';
import { scriptedAws } from './scripted-aws';
import { tool } from './tools';
import { quietRuntime, startRelease, testWorkers } from './workflow-worker';

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** The Java test server, on which waits of days take seconds, for a test file. */
export function timeSkippingServer(): { readonly env: TestWorkflowEnvironment } {
  let env: TestWorkflowEnvironment | undefined;
  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: tool('java') } },
    });
  });
  afterAll(() => env?.teardown());
  return {
    get env() {
      if (!env) throw new Error('the time-skipping server has not started');
      return env;
    },
  };
}

export interface LongRelease {
  readonly outcome: ReleaseOutcome;
  readonly events: readonly HistoryEvent[];
  /** From the first event to the last, on the server's clock. */
  readonly seconds: number;
}

/** Runs one release to its end, with AWS scripted and each gate approved three hours after it opened. */
export async function longRelease(
  { env }: { readonly env: TestWorkflowEnvironment },
  spec: ReleaseSpec,
): Promise<LongRelease> {
  const plan = samplePlan(spec);
  const { activities } = scriptedAws();
  const workers = await testWorkers(env.nativeConnection, activities);
  return await workers.run(async () => {
    const handle = await startRelease(env.client, spec, plan);
    for (const { name } of plan.gates) await approveGate(env, handle.workflowId, name);
    const outcome = await handle.result();
    const { events = [] } = await handle.fetchHistory();
    const first = Number(events?.[0]?.eventTime?.seconds);
    const last = Number(events?.at(-1)?.eventTime?.seconds);
    return { outcome, events: events ?? [], seconds: last - first };
  });
}

async function approveGate(
  env: TestWorkflowEnvironment,
  workflowId: string,
  gate: string,
): Promise<void> {
  const code = await openGate(env, env.client, workflowId, gate);
  await env.sleep('3h');
  await env.client.workflow
    .getHandle(workflowId)
    .signal('approve', { code, reason: 'numbers reviewed', by: 'dana@example.com' });
}

async function openGate(
  env: TestWorkflowEnvironment,
  client: Client,
  workflowId: string,
  name: string,
): Promise<string> {
  for (;;) {
    const status = await client.workflow.getHandle(workflowId).query<ReleaseStatus>('status');
    if (status.openGate?.name === name) return status.openGate.code;
    if (status.outcome) throw new Error(`the release ended: ${status.sentence}`);
    await env.sleep('10m');
  }
}

import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Client } from '@temporalio/client';
import type { ReleaseStatus } from '../../src/release/status';
import { dayLongSpec, samplePlan } from '../support/sample-plan';
import { scriptedAws } from '../support/scripted-aws';
import { describeWith, tool } from '../support/tools';
import { quietRuntime, startRelease, testWorkers } from '../support/workflow-worker';

const mostEvents = 280;

describeWith('java', 'a release over days, time skipped', () => {
  let env: TestWorkflowEnvironment;

  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: tool('java') } },
    });
  });

  afterAll(() => env.teardown());

  async function release(spec: typeof dayLongSpec) {
    const plan = samplePlan(spec);
    const { activities } = scriptedAws();
    const workers = await testWorkers(env.nativeConnection, activities);
    return await workers.run(async () => {
      const handle = await startRelease(env.client, spec, plan);
      await approveEachGate(env, handle.workflowId);
      const outcome = await handle.result();
      const { events = [] } = await handle.fetchHistory();
      const first = Number(events?.[0]?.eventTime?.seconds);
      const last = Number(events?.at(-1)?.eventTime?.seconds);
      return { outcome, events: events ?? [], seconds: last - first };
    });
  }

  test('24 h to approve, 24 h of shadow, 1 h of canary and 4 linear steps stay within 280 events', async () => {
    const { outcome, events, seconds } = await release(dayLongSpec);

    process.stdout.write(`events of a day-long release: ${events.length}\n`);
    expect(outcome.outcome).toBe('Promoted');
    expect(seconds).toBeGreaterThan(86_400 + 3600 + 4 * 1200);
    expect(events.length).toBeLessThanOrEqual(mostEvents);
  });

  test('history does not grow with the waits', async () => {
    const { events: day } = await release(dayLongSpec);
    const { events: week } = await release({ ...dayLongSpec, shadow: { seconds: 7 * 86_400 } });

    expect(Math.abs(week.length - day.length)).toBeLessThanOrEqual(6);
  });
});

/** Approves the gate before production and the one before traffic, each after three hours. */
async function approveEachGate(env: TestWorkflowEnvironment, workflowId: string): Promise<void> {
  for (const gate of ['before-production', 'before-traffic']) {
    const code = await openGate(env, env.client, workflowId, gate);
    await env.sleep('3h');
    await env.client.workflow
      .getHandle(workflowId)
      .signal('approve', { code, reason: 'numbers reviewed', by: 'dana@example.com' });
  }
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

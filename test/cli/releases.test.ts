import path from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { defineSearchAttributeKey } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { searchAttributes } from '../../src/release/search-attributes';
import { scriptedAws, scriptedVerdict } from '../support/scripted-aws';
import { quickSpec, samplePlan } from '../support/sample-plan';
import { describeWith, tool } from '../support/tools';
import { quietRuntime, testWorkers } from '../support/workflow-worker';
import type { Activities } from '../../src/activities';
import type { ReleaseStatus } from '../../src/release/status';
import { slipway, type Ran, type Surroundings } from './support/command-line';

const file = path.join(__dirname, 'support/endpoint.yaml');

describeWith('temporal', 'the command line on a real server, with the real workflows', () => {
  let env: TestWorkflowEnvironment;

  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: tool('temporal') },
        searchAttributes: searchAttributes.map(({ name, type }) =>
          defineSearchAttributeKey(name, type),
        ),
      },
    });
  });
  afterAll(() => env.teardown());

  const command = (argv: readonly string[], around: Surroundings = {}): Promise<Ran> =>
    slipway([...argv, '-f', file], {
      ...around,
      env: { TEMPORAL_ADDRESS: env.address, TEMPORAL_UI_URL: 'http://ui', ...around.env },
    });

  const statusOf = async (): Promise<ReleaseStatus> =>
    JSON.parse((await command(['status', '-o', 'json'])).out) as ReleaseStatus;

  /** Workers with AWS scripted, for the length of a story; whatever still runs then is ended. */
  const withWorkers = async (
    aws: Partial<Activities>,
    story: () => Promise<void>,
  ): Promise<void> => {
    const { activities } = scriptedAws({
      resolvePlan: () => Promise.resolve(samplePlan(quickSpec)),
      ...aws,
    });
    const workers = await testWorkers(env.nativeConnection, activities);
    try {
      await workers.run(story);
    } finally {
      for await (const run of env.client.workflow.list({ query: 'ExecutionStatus="Running"' }))
        await env.client.workflow.getHandle(run.workflowId).terminate('story over');
    }
  };

  test('plan, start, wait for the gate, approve, watch to the end, report and verify', async () => {
    await withWorkers({}, async () => {
      const plan = await command(['plan']);
      expect(plan).toMatchObject({
        exit: 0,
        err: expect.stringMatching(/^Next: slipway start -f \S+ --wait\n$/) as string,
      });
      expect(plan.out).toContain('model package   fraud/1  →  fraud/2');
      expect((await command(['plan', '--detailed-exitcode', '-o', 'json'])).exit).toBe(2);
      expect((await command(['plan', '--expect-no-changes'])).exit).toBe(7);

      const started = await command(['start', '--until', 'approval', '--as', 'ci', '-o', 'jsonl']);
      expect(started.exit).toBe(0);
      const records = started.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(records[0]).toMatchObject({ type: 'version', ui: '1.0' });
      expect(records[1]).toMatchObject({
        type: 'started',
        workflowId: 'release/000000000000/us-east-1/fraud-scorer',
        attached: false,
        uiUrl: expect.stringContaining(
          'http://ui/namespaces/default/workflows/release%2F',
        ) as string,
      });
      expect(records.at(-1)).toMatchObject({
        type: 'finished',
        state: 'WaitingForApproval',
        exitCode: 0,
      });

      const again = await command(['start', '-o', 'json']);
      expect(JSON.parse(again.out)).toMatchObject({ attached: true, runId: records[1]?.runId });

      const screen = await command(['status'], { isTty: false });
      expect(screen.out).toContain('Gate:      before-production');
      expect(screen.out).toContain('fraud/1 (stable) → fraud/2 (candidate)');

      const wrong = await command(['approve', '--gate', 'before-final', '--reason', 'x']);
      expect(wrong).toMatchObject({
        exit: 2,
        err: expect.stringContaining('is before-production, not before-final') as string,
      });
      const approved = await command(['approve', '--reason', 'reviewed', '--as', 'dana']);
      expect(approved).toMatchObject({
        exit: 0,
        out: expect.stringContaining('approved gate before-production as dana') as string,
      });

      const watched = await command(['status', '--watch']);
      expect(watched.exit).toBe(0);
      expect(watched.out).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}Z {2}Promoted +100 % on fraud\/2: /m);

      const report = path.join(process.env.TMPDIR ?? '/tmp', `slipway-dossier-${process.pid}.json`);
      expect(await command(['report', '--out', report])).toMatchObject({ exit: 0, out: '' });
      const verified = await command(['report', '--verify', report]);
      expect(verified).toMatchObject({
        exit: 0,
        out: expect.stringContaining('chain whole') as string,
      });

      const listed = await command(['list', '-o', 'json']);
      expect(JSON.parse(listed.out)).toMatchObject([
        { endpoint: 'fraud-scorer', candidate: 'fraud/2', outcome: 'Promoted' },
      ]);
      expect(await command(['approve', '--reason', 'late'])).toMatchObject({
        exit: 6,
        err: expect.stringContaining('the last one ended COMPLETED') as string,
      });
    });
  });

  test('reject exits 5, and a second look at the ended release does too', async () => {
    await withWorkers({}, async () => {
      expect((await command(['start', '--until', 'approval'])).exit).toBe(0);
      expect((await command(['reject', '--reason', 'not today', '--as', 'dana'])).exit).toBe(0);
      expect((await command(['status', '--watch'])).exit).toBe(5);
    });
  });

  test('another plan on the same endpoint is exit 11, and says who runs', async () => {
    let description = 'one';
    const plans = { resolvePlan: () => Promise.resolve(samplePlan({ ...quickSpec, description })) };
    await withWorkers(plans, async () => {
      expect((await command(['start', '--as', 'first'])).exit).toBe(0);
      description = 'two';
      const second = await command(['start', '--as', 'second']);
      expect(second.exit).toBe(11);
      expect(second.err).toMatch(/another release holds fraud-scorer: fraud\/2 since \S+ by first/);
      expect((await command(['abort', '--reason', 'test'])).exit).toBe(0);
      expect((await command(['status', '--watch'])).exit).toBe(8);
    });
  });

  test('pause and resume answer; promote is refused where no bake waits', async () => {
    await withWorkers({}, async () => {
      await command(['start', '--until', 'approval']);
      expect((await command(['pause', '--reason', 'lunch'])).exit).toBe(0);
      expect((await command(['resume'])).exit).toBe(0);
      const hurried = await command(['promote']);
      expect(hurried).toMatchObject({
        exit: 2,
        out: '',
        err: expect.stringContaining('the release refused promote: no bake is waiting') as string,
      });
    });
  });

  test('a failed check ends in exit 4 with production taken back', async () => {
    const sick = scriptedFail();
    await withWorkers({ smokeRequest: sick }, async () => {
      await command(['start', '--until', 'approval']);
      await command(['approve', '--reason', 'go', '--as', 'dana']);
      expect((await command(['status', '--watch'])).exit).toBe(4);
      expect(await statusOf()).toMatchObject({ outcome: 'RolledBack', reason: 'SmokeFailed' });
    });
  });

  test('a refusal while planning keeps its words and gives its exit code', async () => {
    const refuse = (type: string) => ({
      resolvePlan: () =>
        Promise.reject(
          ApplicationFailure.create({
            type,
            nonRetryable: true,
            message: `endpoint fraud-scorer: ${type} as scripted\u001b[31m`,
            details: [['first of two', 'second of two']],
          }),
        ),
    });
    for (const [type, exit] of [
      ['NotFound', 6],
      ['AccessDenied', 3],
      ['Refused', 5],
      ['SpecInvalid', 2],
    ] as const)
      await withWorkers(refuse(type), async () => {
        const { exit: code, err, out } = await command(['plan']);
        expect({ code, out }).toEqual({ code: exit, out: '' });
        expect(err).toBe(
          `endpoint fraud-scorer: ${type} as scripted\n  - first of two\n  - second of two\n`,
        );
      });
    await withWorkers(refuse('NotFound'), async () => {
      expect((await command(['plan', '--detailed-exitcode'])).exit).toBe(1);
    });
  });

  test('Ctrl-C detaches with 130 and stops nothing; --timeout ends with 9', async () => {
    await withWorkers({}, async () => {
      await command(['start']);
      expect(await command(['status', '--timeout', '1s'])).toMatchObject({ exit: 9 });
      const interruption = new AbortController();
      setTimeout(() => interruption.abort(), 300);
      const watched = await command(['status', '--watch'], { interrupted: interruption.signal });
      expect(watched).toMatchObject({
        exit: 130,
        err: expect.stringContaining('The release goes on') as string,
      });
      const screen = await command(['status', '--timeout', '3s'], { isTty: true });
      expect(screen.out.split('\u001b[0J').length).toBeGreaterThan(1);
      expect(screen.out).toContain('Name:      \u001b[1mfraud-scorer\u001b[22m');
      expect((await statusOf()).outcome).toBeNull();
    });
  });

  test('a release that was terminated needs a human: exit 10', async () => {
    await withWorkers({}, async () => {
      await command(['start', '--until', 'approval']);
      await env.client.workflow
        .getHandle('release/000000000000/us-east-1/fraud-scorer')
        .terminate('by hand');
      expect(await command(['status', '--watch'])).toMatchObject({
        exit: 10,
        err: expect.stringContaining('terminated from outside: nothing was taken back') as string,
      });
    });
  });

  test('an endpoint nobody released is exit 6; one released in two places has to be named in full', async () => {
    await withWorkers({}, async () => {
      expect((await command(['status', 'nobody'])).exit).toBe(6);
      expect((await command(['status', 'x" OR "y'])).exit).toBe(2);
      await command(['start', '--until', 'approval']);
      const [running] = [await statusOf()];
      await env.client.workflow.start('promoteModel', {
        taskQueue: 'nobody',
        workflowId: running.workflowId.replace('us-east-1', 'eu-west-1'),
        args: [],
      });
      let two = await command(['status']);
      for (let tries = 0; two.exit === 0 && tries < 50; tries += 1) two = await command(['status']);
      expect(two.exit).toBe(2);
      expect(two.err).toContain(
        'is released in several places: release/000000000000/eu-west-1/fraud-scorer, release/',
      );
      expect((await command(['status', running.workflowId])).exit).toBe(0);
    });
  });

  const scriptedFail = () => () =>
    Promise.resolve(
      scriptedVerdict({ result: 'fail', reason: 'SmokeFailed', sentence: 'no answer' }),
    );
});

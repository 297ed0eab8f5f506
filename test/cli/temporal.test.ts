import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { makePlan } from '../../src/cli/temporal/make-plan';
import { openSession } from '../../src/cli/temporal/session';
import { visibilityOf } from '../../src/cli/temporal/visibility';
import { searchAttributes } from '../../src/release/search-attributes';
import { quickSpec, samplePlan } from '../support/sample-plan';
import { scriptedAws } from '../support/scripted-aws';
import { describeWith, tool } from '../support/tools';
import { quietRuntime, testWorkers } from '../support/workflow-worker';
import { slipway } from './support/command-line';

const file = path.join(__dirname, 'support/endpoint.yaml');

describeWith('temporal', 'a server without our search attributes and without a worker', () => {
  let env: TestWorkflowEnvironment;

  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'existing-path', path: tool('temporal') } },
    });
  });
  afterAll(() => env.teardown());

  const surroundings = () => ({ env: { TEMPORAL_ADDRESS: env.address } });
  const session = () =>
    openSession({ env: surroundings().env } as unknown as Parameters<typeof openSession>[0]);

  test('a plan that no worker takes up is said, then given up and ended', async () => {
    const open = await session();
    const said: string[] = [];
    const times = { noticeMilliseconds: 100, giveUpMilliseconds: 1200 };
    await expect(makePlan(open, quickSpec, (text) => said.push(text), times)).rejects.toMatchObject(
      {
        exit: 1,
        message: 'no worker answers on task queue slipway',
      },
    );
    expect(said).toEqual(['no worker answers on task queue slipway yet; waiting']);
    const running = await env.client.workflow.count('ExecutionStatus="Running"');
    expect(running.count).toBe(0);
    await open.close();
  });

  test('the memo stands in for search attributes, and the release is found by its id', async () => {
    const open = await session();
    expect(await visibilityOf(open)).toEqual({
      mode: 'memo',
      missing: searchAttributes.map(({ name }) => name),
    });
    await open.close();
    const { activities } = scriptedAws({
      resolvePlan: () => Promise.resolve(samplePlan(quickSpec)),
    });
    const workers = await testWorkers(env.nativeConnection, activities);
    await workers.run(async () => {
      const started = await slipway(['start', '--until', 'approval', '-f', file], surroundings());
      expect(started.exit).toBe(0);
      expect(started.err).toContain('The server lacks the search attributes ReleaseEndpoint');
      const listed = await slipway(['list', '-o', 'json'], surroundings());
      expect(JSON.parse(listed.out)).toMatchObject([
        { endpoint: 'fraud-scorer', candidate: 'fraud/2', state: 'WaitingForApproval' },
      ]);
      expect((await slipway(['abort', 'fraud-scorer', '--reason', 'x'], surroundings())).exit).toBe(
        0,
      );
      expect((await slipway(['status', 'fraud-scorer', '--watch'], surroundings())).exit).toBe(8);
    });
  });

  test('the end of a release is known without a worker', async () => {
    const { exit, err } = await slipway(['status', 'fraud-scorer'], surroundings());
    expect({ exit, err }).toMatchObject({
      exit: 0,
      err: expect.stringContaining('Aborted: ') as string,
    });
    expect(await slipway(['status', 'fraud-scorer', '--watch'], surroundings())).toMatchObject({
      exit: 8,
      err: expect.stringContaining('Aborted: ') as string,
    });
  });

  test('a list of a namespace that does not exist is not found', async () => {
    const env_ = { ...surroundings().env, TEMPORAL_NAMESPACE: 'nowhere' };
    expect((await slipway(['list'], { env: env_ })).exit).toBe(6);
  });
});

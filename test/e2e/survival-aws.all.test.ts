import { DescribeEndpointCommand } from '@aws-sdk/client-sagemaker';
import { startAwsSandbox } from '../../src/local/aws-sandbox';
import type { Child } from '../../src/local/child';
import { eventually } from '../support/eventually';
import { soonProven } from '../support/lane';
import { release, shortSpec } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack, type RunningStack, type World } from '../support/world';

describeWith('temporal', 'the sandbox killed in a canary and started again on its state', () => {
  const stack = useStack({ state: true });
  const started: Child[] = [];
  afterAll(async () => {
    for (const child of started) await child.stop();
  }, 60_000);

  test('the release goes on to its end, and what serves is what it says', async () => {
    const world = await stack().world('aws', { rps: 60 });
    const story = await release(stack(), shortSpec(world, 2, { checks: soonProven }));
    await story.approve();
    await story.until('in the canary', ({ traffic }) => traffic.candidate === 50, 120);

    await stack().sandbox.kill();
    started.push(await startAgain(stack()));
    await allServe(stack(), world);
    await stack().control('PUT', '/load', { endpoint: world.endpoint, rps: world.rps });

    const { outcome, serving } = await story.ended();
    expect([`Promoted ${world.group}/2`, `RolledBack ${world.group}/1`]).toContain(
      `${outcome} ${serving}`,
    );
    const live = await describeLive(stack(), world);
    expect(live.EndpointStatus).toBe('InService');
    expect(story.weights().slice(0, 2)).toEqual([
      { main: 100, 'main-next': 0 },
      { main: 50, 'main-next': 50 },
    ]);
    expect(story.weights().at(-1)).toEqual({ main: 100 });
  }, 300_000);
});

const describeLive = async ({ aws }: RunningStack, { endpoint }: World) =>
  await aws.sagemaker.send(new DescribeEndpointCommand({ EndpointName: endpoint }));

function startAgain({ sandbox, folder }: RunningStack): Promise<Child> {
  const portOf = (url: string): number => Number(new URL(url).port);
  return startAwsSandbox({
    folder,
    clock: 120,
    load: 0,
    metricDelay: 1,
    state: 'sandbox.state',
    port: portOf(sandbox.endpointUrl),
    controlPort: portOf(sandbox.controlUrl),
  });
}

const allServe = async (stack: RunningStack, world: World) =>
  await eventually(
    'every variant has its instances back',
    async () => {
      const { ProductionVariants = [] } = await describeLive(stack, world);
      return ProductionVariants.every(
        ({ CurrentInstanceCount, DesiredInstanceCount }) =>
          CurrentInstanceCount === DesiredInstanceCount,
      );
    },
    60,
  );

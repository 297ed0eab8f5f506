import type { Child } from '../../src/local/child';
import { freePort } from '../../src/local/free-port';
import { startTemporal } from '../../src/local/temporal-server';
import { startWorker } from '../../src/local/worker-process';
import type { ReleaseSpec } from '../../src/release/spec';
import { eventually } from '../support/eventually';
import { soonProven } from '../support/lane';
import { processTree } from '../support/process-tree';
import { release, shortSpec } from '../support/story';
import { describeWith, tool } from '../support/tools';
import { useStack, type RunningStack, type World } from '../support/world';

describeWith('temporal', 'the Temporal server killed and started again on its file', () => {
  const stack = useStack({ worker: false });
  const started: Child[] = [];
  afterAll(async () => {
    for (const child of started) await child.stop();
  }, 120_000);

  test('releases go on and end as they should; the worker is not ready meanwhile', async () => {
    const { folder, environment } = stack();
    const healthPort = await freePort();
    started.push(await startWorker({ folder, environment, healthPort }));
    const health = async (page: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${healthPort}${page}`)).status;
    const [good, bad] = await Promise.all([
      stack().world('server-good', { rps: 60 }),
      stack().world('server-bad', { rps: 100 }),
    ]);
    const promoted = await release(stack(), specOf(good, 2, soonProven));
    const takenBack = await release(stack(), specOf(bad, 3));
    expect([await health('/healthz'), await health('/readyz')]).toEqual([200, 200]);
    await Promise.all([promoted.approve(), takenBack.approve()]);
    await promoted.until('in the canary', ({ traffic }) => traffic.candidate === 50, 120);

    await killTemporal(stack());
    await eventually('the worker is not ready', async () => (await health('/readyz')) === 503, 30);
    expect(await health('/healthz')).toBe(200);
    started.push(await startAgain(stack()));
    await eventually('the worker is ready', async () => (await health('/readyz')) === 200, 60);

    expect(await promoted.ended()).toMatchObject({
      outcome: 'Promoted',
      serving: `${good.group}/2`,
    });
    expect(await takenBack.ended()).toMatchObject({
      outcome: 'RolledBack',
      serving: `${bad.group}/1`,
    });
    expect(promoted.weights()).toEqual([
      { main: 100, 'main-next': 0 },
      { main: 50, 'main-next': 50 },
      { main: 0, 'main-next': 100 },
      { main: 100 },
    ]);
    expect(takenBack.weights().slice(-2)).toEqual([{ main: 100, 'main-next': 0 }, { main: 100 }]);
  }, 300_000);
});

/** Without the latency alarm: a loaded machine has a say in that one. */
const specOf = (world: World, version: number, checks?: ReleaseSpec['checks']) =>
  shortSpec(world, version, checks && { checks });

/** The server itself, not the process that holds it. */
async function killTemporal({ temporal }: RunningStack): Promise<void> {
  const [, server = 0] = processTree(temporal.pid);
  process.kill(server, 'SIGKILL');
  await temporal.ended;
}

function startAgain({ temporal, folder }: RunningStack): Promise<Child> {
  const portOf = (address: string): number => Number(address.split(':').at(-1));
  return startTemporal({
    binary: tool('temporal'),
    folder,
    port: portOf(temporal.address),
    uiPort: portOf(temporal.uiUrl),
  });
}

import { linesOf } from '../../src/sandbox/log-reader';
import { startSandbox, until, type RunningSandbox } from './running-sandbox';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function pidsOf(sandbox: RunningSandbox): Promise<readonly number[]> {
  const log = await sandbox.log();
  const models = linesOf(log, 'instance').map(({ pid }) => pid);
  const load = linesOf(log, 'load-rate').map(({ pid }) => pid);
  return [...new Set([...models, ...load])].filter((pid) => typeof pid === 'number');
}

const gone = (pids: readonly number[]) =>
  until(`processes ${pids.join(', ')} are gone`, () => Promise.resolve(!pids.some(isAlive)));

describe('the processes of a sandbox', () => {
  it.each([
    ['is killed', (sandbox: RunningSandbox) => void sandbox.process.kill('SIGKILL')],
    ['is asked to end', (sandbox: RunningSandbox) => void sandbox.process.kill('SIGTERM')],
    ['loses its parent', (sandbox: RunningSandbox) => void sandbox.process.stdin?.end()],
  ])('end when it %s', async (_how, end) => {
    const sandbox = await startSandbox('--load', '20');
    const pids = await pidsOf(sandbox);
    // Two models and the load.
    expect(pids).toHaveLength(3);
    expect(pids.every(isAlive)).toBe(true);

    end(sandbox);

    await gone([...pids, sandbox.process.pid ?? 0]);
    await sandbox.stop();
  });

  // claim: instances · a model that dies in service is started again · undocumented: how soon
  //   AWS starts a container again
  it('start again when a model dies in service', async () => {
    const sandbox = await startSandbox();
    const [first = 0] = await pidsOf(sandbox);

    process.kill(first, 'SIGKILL');

    await until('the instance is healthy again', async () => {
      const events = linesOf(await sandbox.log(), 'instance').map(({ event }) => event);
      return events.slice(-3).join(' ') === 'died starting healthy';
    });
    await sandbox.stop();
  });
});

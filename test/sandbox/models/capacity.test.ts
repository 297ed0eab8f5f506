import { setTimeout as delay } from 'node:timers/promises';
import { linesOf } from '../../../src/sandbox/log-reader';
import { ask, deploy, type Answered } from '../deployed-models';
import { startSandbox, type RunningSandbox } from '../running-sandbox';

describe('capacity', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox('--no-seed');
  });
  afterAll(() => sandbox.stop());

  // claim: instances, models, InvokeEndpoint · an under-sized variant slows down, then sheds
  //   load as 424 ModelError with OriginalStatusCode 503 · AWS: API_runtime_InvokeEndpoint,
  //   ModelError
  it('an under-sized variant slows down and sheds load, a bigger one does not', async () => {
    // One instance does 10 requests a second, and has a line of 5.
    const behaviour = { latencyMs: 200, p99Factor: 1, concurrency: 2, queue: 5 };
    await deploy(sandbox, 'sized', {
      small: { behaviour, instances: 1 },
      big: { behaviour, instances: 5 },
    });

    const small: Promise<Answered>[] = [];
    const big: Promise<Answered>[] = [];
    const startedAt = performance.now();
    // 20 a second to each, on time whatever the answers do.
    for (let sent = 0; sent < 100; sent += 1) {
      await delay(Math.max(startedAt + sent * 50 - performance.now(), 0));
      small.push(ask(sandbox, 'sized', { TargetVariant: 'small' }));
      big.push(ask(sandbox, 'sized', { TargetVariant: 'big' }));
    }
    const [few, many] = [await Promise.all(small), await Promise.all(big)];
    const shed = (answers: readonly Answered[]) =>
      answers.filter(({ status }) => status === 503).length / answers.length;
    const served = linesOf(await sandbox.log(), 'request').filter(({ status }) => status === 200);
    const median = (name: string) => {
      const times = served.filter(({ variant }) => variant === name).map(({ ms }) => ms);
      return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    };

    expect(shed(few)).toBeGreaterThan(0.25);
    expect(shed(many)).toBeLessThan(0.1);
    expect(median('small')).toBeGreaterThan(1.7 * median('big'));
    expect(few.find(({ status }) => status === 503)?.body).toBe(
      '{"error":"The model is busy: 2 requests in work, 5 waiting."}',
    );
  });
});

import { ApplicationFailure } from '@temporalio/common';
import type { CompareSpec } from '../../src/release/spec';
import { devServer, scriptedRelease } from '../support/dev-server';
import { describeWith } from '../support/tools';

const compare: CompareSpec = {
  form: { kind: 'classification', label: { path: '$.label' } },
  agreement: 0.99,
  slices: [],
  facets: [],
  captures: 's3://fraud-captures/shadow',
  settleSeconds: 10,
};
const spec = { shadow: { seconds: 600, compare } };

describeWith('temporal', 'what a comparison of answers has worked out', () => {
  const server = devServer();

  test('is removed after an abort, when production is restored', async () => {
    const forgotten: { prefix: string }[] = [];
    const aws = {
      forgetAnswers: (release: { prefix: string }) => {
        forgotten.push(release);
        return Promise.resolve();
      },
    };
    await scriptedRelease(server, { spec, aws }, async ({ handle, calls, until, approve }) => {
      await approve();
      await until(({ state }) => state === 'Shadowing');
      await handle.executeUpdate('abort');

      await expect(handle.result()).resolves.toMatchObject({ outcome: 'Aborted' });
      expect(calls.indexOf('forgetAnswers')).toBeGreaterThan(calls.indexOf('restoreConfiguration'));
      const { runId } = (await handle.describe()) as { runId: string };
      expect(forgotten).toEqual([{ prefix: `000000000000/us-east-1/fraud-scorer/${runId}` }]);
    });
  });

  test('may stay where it cannot be removed: the release ends all the same', async () => {
    const aws = {
      forgetAnswers: () => Promise.reject(ApplicationFailure.nonRetryable('disk is gone')),
    };
    await scriptedRelease(server, { spec, aws }, async ({ handle, until, approve }) => {
      await approve();
      await until(({ state }) => state === 'Shadowing');
      await handle.cancel();

      await expect(handle.result()).resolves.toMatchObject({ outcome: 'Aborted' });
    });
  });

  test('is not asked for where no answers are compared', async () => {
    await scriptedRelease(
      server,
      { spec: { shadow: { seconds: 600 } } },
      async ({ handle, calls, until, approve }) => {
        await approve();
        await until(({ state }) => state === 'Shadowing');
        await handle.executeUpdate('abort');

        await expect(handle.result()).resolves.toMatchObject({ outcome: 'Aborted' });
        expect(calls).not.toContain('forgetAnswers');
      },
    );
  });
});

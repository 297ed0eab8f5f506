import { ApplicationFailure } from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import { devServer, scriptedRelease } from '../support/dev-server';
import { scriptedVerdict, watchByTime } from '../support/scripted-aws';
import { describeWith } from '../support/tools';

describeWith('temporal', 'promoteModel', () => {
  const server = devServer();

  test('goes through the checklist in its order and ends Promoted', async () => {
    await scriptedRelease(server, { maxCachedWorkflows: 0 }, async ({ handle, calls, approve }) => {
      await approve();

      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'Promoted',
        serving: 'fraud/2',
        leftBehind: [],
      });
      expect(calls.filter((name) => !name.startsWith('watch'))).toEqual([
        'confirmPlan',
        'verifyPackage',
        'writeApproval',
        'createModel',
        'createEndpointConfigs',
        'updateEndpoint',
        'updateEndpoint',
        'putAlarms',
        'smokeRequest',
        'shiftTraffic',
        'shiftTraffic',
        'updateEndpoint',
        'deleteAlarms',
        'deleteEndpointConfigs',
      ]);
    });
  });

  test('a failed verdict takes traffic back first, then configuration, then cleans up', async () => {
    const aws = {
      watch: (input: Parameters<typeof watchByTime>[0]) =>
        watchByTime(
          input,
          input.evidence.what.startsWith('step')
            ? { result: 'fail', reason: 'ErrorsAboveLimit', sentence: '5xx 2 % > 0.1 %' }
            : {},
        ),
    };
    await scriptedRelease(server, { aws }, async ({ handle, calls, approve }) => {
      await approve();

      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'RolledBack',
        reason: 'ErrorsAboveLimit',
        serving: 'fraud/1',
      });
      expect(calls.slice(calls.indexOf('restoreTraffic'))).toEqual([
        'restoreTraffic',
        'restoreConfiguration',
        'deleteAlarms',
        'deleteEndpointConfigs',
        'deleteModel',
        'restoreApproval',
      ]);
    });
  });

  test('an undo that fails leaves the release open until a person has it tried again', async () => {
    let failing = true;
    const aws = {
      watch: (input: Parameters<typeof watchByTime>[0]) =>
        watchByTime(input, input.evidence.what.startsWith('step') ? { result: 'fail' } : {}),
      restoreConfiguration: () =>
        failing
          ? Promise.reject(
              ApplicationFailure.create({
                type: 'AccessDenied',
                nonRetryable: true,
                message: 'denied',
              }),
            )
          : Promise.resolve({
              summary: 'restored',
              at: new Date().toISOString(),
              evidence: { uri: 'file:///x', sha256: '0' },
            }),
    };
    await scriptedRelease(server, { aws }, async ({ handle, until, approve }) => {
      await approve();
      const open = await until((now) => now.state === 'NeedsHuman');
      expect(open.undone[0]?.command).toContain('aws sagemaker update-endpoint');

      failing = false;
      await handle.signal('retryUndo');

      await expect(handle.result()).resolves.toMatchObject({ outcome: 'RolledBack' });
    });
  });

  test('giving up is the only way to a failed run', async () => {
    const aws = {
      watch: (input: Parameters<typeof watchByTime>[0]) =>
        watchByTime(input, input.evidence.what.startsWith('step') ? { result: 'fail' } : {}),
      restoreTraffic: () =>
        Promise.reject(
          ApplicationFailure.create({
            type: 'AccessDenied',
            nonRetryable: true,
            message: 'denied',
          }),
        ),
    };
    await scriptedRelease(server, { aws }, async ({ handle, until, approve }) => {
      await approve();
      await until((now) => now.state === 'NeedsHuman');
      await handle.signal('giveUp', { by: 'dana' });

      const failed = await handle.result().catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(WorkflowFailedError);
      expect((failed as WorkflowFailedError).cause).toMatchObject({ type: 'NeedsHuman' });
    });
  });

  test('no verdict in the bake, its extension and the hold: production goes back, never forward', async () => {
    const aws = {
      watch: (input: Parameters<typeof watchByTime>[0]) =>
        watchByTime(
          input,
          input.evidence.what.startsWith('step')
            ? { result: 'inconclusive', reason: 'NoTraffic', sentence: 'no requests' }
            : {},
        ),
    };
    const spec = { onInconclusive: { extend: true, holdSeconds: 2 } };
    await scriptedRelease(server, { spec, aws }, async ({ handle, calls, until, approve }) => {
      await approve();
      await until((now) => now.state === 'Holding');

      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'RolledBack',
        reason: 'NoTraffic',
      });
      expect(calls.filter((name) => name === 'shiftTraffic')).toHaveLength(1);
    });
  });

  test('a package verdict that is no pass stops before anything is made', async () => {
    const aws = {
      verifyPackage: () =>
        Promise.resolve(
          scriptedVerdict({ result: 'fail', reason: 'PackageChanged', sentence: 'overwritten' }),
        ),
    };
    await scriptedRelease(server, { aws }, async ({ handle, calls }) => {
      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'Rejected',
        reason: 'PackageChanged',
      });
      expect(calls).toEqual(['confirmPlan', 'verifyPackage']);
    });
  });
});

import { WorkflowUpdateFailedError } from '@temporalio/client';
import { devServer, scriptedRelease } from '../support/dev-server';
import { watchByTime } from '../support/scripted-aws';
import { describeWith } from '../support/tools';

const longSecondStep = [
  { kind: 'canary' as const, ratio: 0.2, bakeSeconds: 1 },
  { kind: 'canary' as const, ratio: 0.5, bakeSeconds: 600 },
];

describeWith('temporal', 'people and promoteModel', () => {
  const server = devServer();

  test('a rejection before production is touched ends Rejected, and the registry is told', async () => {
    await scriptedRelease(server, {}, async ({ handle, calls, until }) => {
      const { openGate } = await until((now) => now.openGate !== null);
      await handle.signal('reject', `${openGate?.code} numbers look odd`);

      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'Rejected',
        reason: 'RejectedByPerson',
      });
      expect(calls).toContain('writeApproval');
      expect(calls).not.toContain('updateEndpoint');
    });
  });

  test('a gate that nobody answers expires', async () => {
    const approvals = [
      {
        before: 'production' as const,
        from: [],
        withinSeconds: 1,
        count: 1,
        onTimeout: 'reject' as const,
        notRequester: false,
      },
    ];
    await scriptedRelease(server, { spec: { approvals } }, async ({ handle }) => {
      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'Expired',
        reason: 'GateExpired',
      });
    });
  });

  test('a wrong code is refused by the update, recorded by the signal, and decides nothing', async () => {
    await scriptedRelease(server, {}, async ({ handle, until }) => {
      await until((now) => now.openGate !== null);
      await handle.signal('approve', { code: 'ffffff', reason: 'stale tab' });

      const refused = await handle
        .executeUpdate('approve', { args: [{ code: 'ffffff', reason: 'stale tab' }] })
        .catch((error: unknown) => error);

      expect(refused).toBeInstanceOf(WorkflowUpdateFailedError);
      const decisions = await handle.query<{ accepted: boolean; refusal: string }[]>('decisions');
      expect(decisions).toHaveLength(1);
      expect(decisions[0]).toMatchObject({ accepted: false });
      expect(decisions[0]?.refusal).toContain('not "ffffff"');
    });
  });

  test('abort in a bake ends Aborted with production restored; a second abort is answered', async () => {
    const spec = { steps: longSecondStep };
    await scriptedRelease(server, { spec }, async ({ handle, calls, until, approve }) => {
      await approve();
      await until((now) => now.state === 'Baking' && now.step === 2);
      const answer = await handle.executeUpdate<{ sentence: string }, []>('abort');

      expect(answer.sentence).toContain('rollback target');
      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'Aborted',
        serving: 'fraud/1',
      });
      expect(calls).toContain('restoreTraffic');
    });
  });

  test('cancelling the workflow is an abort', async () => {
    const spec = { shadow: { seconds: 600 } };
    await scriptedRelease(server, { spec }, async ({ handle, calls, until, approve }) => {
      await approve();
      await until((now) => now.state === 'Shadowing');
      await handle.cancel();

      await expect(handle.result()).resolves.toMatchObject({
        outcome: 'Aborted',
        reason: 'CancelRequested',
      });
      expect(calls).toContain('restoreConfiguration');
    });
  });

  test('promote ends the waiting of a bake, and is refused where there are too few samples', async () => {
    let enough = false;
    const spec = { steps: longSecondStep };
    const aws = {
      watch: (input: Parameters<typeof watchByTime>[0]) =>
        watchByTime(
          input,
          enough || typeof input.until === 'string' || !input.evidence.what.includes('judged early')
            ? {}
            : {
                result: 'inconclusive',
                reason: 'TooFewSamples',
                sentence: '3 requests, 500 needed',
              },
        ),
    };
    await scriptedRelease(server, { spec, aws }, async ({ handle, until, approve }) => {
      await approve();
      await until((now) => now.state === 'Baking' && now.step === 2);
      const refused = await handle.executeUpdate('promote').catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(WorkflowUpdateFailedError);
      expect((refused as WorkflowUpdateFailedError).cause?.message).toContain('3 requests');

      enough = true;
      await handle.executeUpdate('promote');

      await until((now) => now.step === 3);
    });
  });

  test('a pause holds after the current change until it is resumed', async () => {
    await scriptedRelease(server, {}, async ({ handle, calls, until, approve }) => {
      await until((now) => now.openGate !== null);
      await handle.signal('pause', { by: 'dana', reason: 'lunch' });
      await approve();
      await until((now) => now.state === 'Paused');
      expect(calls).not.toContain('updateEndpoint');

      await handle.executeUpdate('resume');

      await expect(handle.result()).resolves.toMatchObject({ outcome: 'Promoted' });
    });
  });

  test('a registry decision made elsewhere opens the gate', async () => {
    const aws = {
      watchApproval: () =>
        Promise.resolve({
          status: 'Approved' as const,
          by: 'arn:aws:iam::000000000000:user/studio',
          description: 'approved in Studio',
        }),
    };
    await scriptedRelease(server, { aws }, async ({ handle }) => {
      await expect(handle.result()).resolves.toMatchObject({ outcome: 'Promoted' });
      const decisions = await handle.query<{ standing: string; source: string }[]>('decisions');
      expect(decisions[0]).toMatchObject({ standing: 'verified', source: 'registry' });
    });
  });
});

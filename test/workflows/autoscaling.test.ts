import { someScaling } from '../release/support/facts';
import { devServer, scriptedRelease } from '../support/dev-server';
import { scriptedVerdict, watchByTime } from '../support/scripted-aws';
import { describeWith } from '../support/tools';

const facts = { scaling: someScaling() };
const scaling = [
  'holdScaleIn',
  'scaleCandidate',
  'stopScalingCandidate',
  'matchCapacity',
  'restoreScaleIn',
];
const changes = ['updateEndpoint', 'shiftTraffic', 'restoreTraffic', 'restoreConfiguration'];
const inOrder = (calls: readonly string[]) =>
  calls.filter((name) => scaling.includes(name) || changes.includes(name));

describeWith('temporal', 'a release of a variant that is scaled', () => {
  const server = devServer();

  test('its candidate scales in every fleet that has it, and the stable only out', async () => {
    const made: number[] = [];
    const kept: unknown[] = [];
    const aws = {
      createEndpointConfigs: ({ configs }: { configs: readonly { document: object }[] }) => {
        for (const { document } of configs)
          made.push(
            (document as { ProductionVariants: { InitialInstanceCount: number }[] })
              .ProductionVariants[0]!.InitialInstanceCount,
          );
        return Promise.resolve({ summary: 'made', at: '', evidence: { uri: '', sha256: '' } });
      },
      updateEndpoint: ({ keepCounts }: { keepCounts?: boolean }) => {
        kept.push(keepCounts);
        return Promise.resolve({ summary: 'moved', at: '', evidence: { uri: '', sha256: '' } });
      },
    };
    await scriptedRelease(server, { facts, aws }, async ({ handle, calls, approve }) => {
      await approve();

      await expect(handle.result()).resolves.toMatchObject({ outcome: 'Promoted' });
      expect(inOrder(calls)).toEqual([
        'holdScaleIn',
        ...['updateEndpoint', 'scaleCandidate'],
        ...['stopScalingCandidate', 'updateEndpoint', 'scaleCandidate'],
        ...['matchCapacity', 'shiftTraffic', 'matchCapacity', 'shiftTraffic'],
        ...['matchCapacity', 'stopScalingCandidate', 'updateEndpoint'],
        'restoreScaleIn',
      ]);
      // Three were held, so the canary has three; the last update keeps the live ones; by the shadow there were four.
      expect(made).toEqual([3, 1, 4]);
      expect(kept).toEqual([true, true, true]);
    });
  });

  test('what is taken back no longer scales when the config without it comes', async () => {
    const restored: unknown[] = [];
    const aws = {
      restoreConfiguration: ({ scaling }: { scaling?: unknown }) => {
        restored.push(scaling);
        return Promise.resolve({ summary: 'back', at: '', evidence: { uri: '', sha256: '' } });
      },
      watch: (input: Parameters<typeof watchByTime>[0]) =>
        watchByTime(
          input,
          input.evidence.what.startsWith('step')
            ? { result: 'fail', reason: 'ErrorsAboveLimit', sentence: '5xx 2 % > 0.1 %' }
            : {},
        ),
    };
    await scriptedRelease(server, { facts, aws }, async ({ handle, calls, approve }) => {
      await approve();

      await expect(handle.result()).resolves.toMatchObject({ outcome: 'RolledBack' });
      const order = inOrder(calls);
      expect(order.slice(order.indexOf('restoreTraffic'))).toEqual([
        'restoreTraffic',
        'restoreConfiguration',
        'stopScalingCandidate',
        'restoreScaleIn',
      ]);
      expect(restored).toEqual([
        {
          endpoint: 'fraud-scorer',
          candidate: 'main-next',
          owner: 'release/000000000000/us-east-1/fraud-scorer',
        },
      ]);
    });
  });

  test('a release that ends before production is touched gives the scale-in back', async () => {
    const aws = { verifyPackage: () => Promise.resolve(scriptedVerdict()) };
    const spec = {
      approvals: [
        {
          name: 'traffic',
          before: 'shadow' as const,
          from: [],
          withinSeconds: 600,
          count: 1,
          onTimeout: 'reject' as const,
          notRequester: false,
        },
      ],
    };
    await scriptedRelease(
      server,
      { facts, aws, spec },
      async ({ handle, calls, approve, until }) => {
        await approve();
        await until(({ openGate }) => openGate?.name === 'traffic');
        await handle.signal('abort', { reason: 'enough', by: 'dana@example.com' });

        await expect(handle.result()).resolves.toMatchObject({ outcome: 'Aborted' });
        expect(inOrder(calls)).toEqual(['holdScaleIn', 'restoreScaleIn']);
      },
    );
  });
});

import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { checklist } from '../../src/release/checklist';
import { devServer, scriptedRelease, type ScriptedRelease } from '../support/dev-server';
import { describeWith } from '../support/tools';

type Event = temporal.api.history.v1.IHistoryEvent;
type Payloads = Readonly<Record<string, temporal.api.common.v1.IPayload>> | null | undefined;

interface Metadata {
  readonly definition: {
    readonly signalDefinitions: readonly Handler[];
    readonly updateDefinitions: readonly Handler[];
    readonly queryDefinitions: readonly Handler[];
  };
  readonly currentDetails: string;
}
interface Handler {
  readonly name: string;
  readonly description?: string;
}

const decoded = (fields: Payloads): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields ?? {}).map(([name, payload]) => [
      name,
      defaultPayloadConverter.fromPayload(payload),
    ]),
  );

const history = async ({ handle }: ScriptedRelease): Promise<readonly Event[]> =>
  (await handle.fetchHistory()).events ?? [];

const metadata = ({ handle }: ScriptedRelease): Promise<Metadata> =>
  handle.query<Metadata>('__temporal_workflow_metadata');

describeWith('temporal', 'what people see of a release', () => {
  const server = devServer({ indexed: true });

  /** Lists lag behind the workflows, so they are asked until they agree, at most 20 s. */
  async function listed(query: string, count: number): Promise<void> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const found = await server.env.client.workflow.count(query);
      if (found.count === count) return;
      if (Date.now() > deadline)
        throw new Error(`${query}: ${found.count} runs after 20 s, not ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  test('search attributes tell the states of a release apart, over its whole life', async () => {
    await scriptedRelease(server, { visibility: 'attributes' }, async (release) => {
      await release.until((now) => now.openGate !== null);
      await listed('ReleaseAwaitingApproval = true', 1);
      await listed('ReleaseState = "WaitingForApproval" AND ReleaseStage = "approval"', 1);
      await release.approve();
      await release.handle.result();
      await listed('ReleaseAwaitingApproval = true', 0);
      await listed('ReleaseOutcome = "Promoted" AND ReleaseCandidatePercent = 100', 1);
      await listed('ReleaseEndpoint = "fraud-scorer" AND ReleaseModelPackage = "fraud/2"', 1);

      const written = (await history(release)).flatMap((event) => {
        const attributes = event.upsertWorkflowSearchAttributesEventAttributes;
        return attributes ? [decoded(attributes.searchAttributes?.indexedFields)] : [];
      });
      const values = (name: string) =>
        written.flatMap((fields) => (name in fields ? [fields[name]] : []));

      expect(values('ReleaseStage').filter((stage) => stage !== 'package')).toEqual([
        ...new Set(checklist.map(({ stage }) => stage)),
      ]);
      expect(values('ReleaseState')).toEqual(['Running', 'WaitingForApproval', 'Running', 'Ended']);
      expect(values('ReleaseAwaitingApproval')).toEqual([false, true, false]);
      expect(values('ReleaseCandidatePercent')).toEqual([0, 20, 100]);
      expect(values('ReleaseOutcome')).toEqual(['Promoted']);
      // Each write is an event: a value is written only where it changed.
      let last: Record<string, unknown> = {};
      for (const fields of written) {
        for (const [name, value] of Object.entries(fields)) expect(value).not.toEqual(last[name]);
        last = { ...last, ...fields };
      }
    });
  });

  test('on a server without our search attributes everything stands in the memo instead', async () => {
    await scriptedRelease(server, { visibility: 'memo' }, async (release) => {
      await release.until((now) => now.openGate !== null);
      await expect(release.handle.describe()).resolves.toMatchObject({
        memo: { ReleaseState: 'WaitingForApproval', ReleaseAwaitingApproval: true },
      });
      await release.approve();
      await release.handle.result();

      const { memo } = await release.handle.describe();
      expect(memo).toMatchObject({
        ReleaseEndpoint: 'fraud-scorer',
        ReleaseState: 'Ended',
        ReleaseOutcome: 'Promoted',
        ReleaseCandidatePercent: 100,
      });
      const upserts = (await history(release)).filter(
        (event) => event.upsertWorkflowSearchAttributesEventAttributes,
      );
      expect(upserts).toEqual([]);
    });
  });

  test('every activity, timer and child of the history says what it is for', async () => {
    await scriptedRelease(server, {}, async (release) => {
      await release.approve();
      await release.handle.result();

      const started = (await history(release)).filter(
        (event) => event.activityTaskScheduledEventAttributes ?? event.timerStartedEventAttributes,
      );
      const silent = started.filter((event) => !event.userMetadata?.summary?.data?.length);
      const summaries = started.map((event) =>
        String(defaultPayloadConverter.fromPayload(event.userMetadata?.summary ?? {})),
      );

      expect(started.length).toBeGreaterThan(25);
      expect(silent.map((event) => Number(event.eventId))).toEqual([]);
      for (const summary of [
        /^gate before-production$/,
        /^create model fraud-scorer-[0-9a-f]{12}$/,
        /^shift to 20 %$/,
        /^step 1 of 2, 20 %: \d+s$/,
        /^watch step 1 of 2, 20 %$/,
      ])
        expect(summaries).toContainEqual(expect.stringMatching(summary));
    });
  });

  test('every signal, update and query has a description, and the messages are the documented ones', async () => {
    await scriptedRelease(server, {}, async (release) => {
      const { definition } = await metadata(release);
      const names = (handlers: readonly Handler[]) => handlers.map(({ name }) => name).sort();
      const all = [
        ...definition.signalDefinitions,
        ...definition.updateDefinitions,
        ...definition.queryDefinitions,
      ].filter(({ name }) => !name.startsWith('__'));

      expect(names(definition.signalDefinitions)).toEqual([
        'abort',
        'approve',
        'giveUp',
        'pause',
        'promote',
        'reject',
        'resolved',
        'resume',
        'retryUndo',
      ]);
      expect(names(definition.updateDefinitions)).toEqual([
        'abort',
        'approve',
        'pause',
        'promote',
        'reject',
        'resume',
      ]);
      expect(names(definition.queryDefinitions)).toEqual(
        expect.arrayContaining(['decisions', 'dossier', 'evidence', 'help', 'plan', 'status']),
      );
      expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
    });
  });

  test('the current details are the on-call page: gate, JSON to paste, and if the last signal counted', async () => {
    await scriptedRelease(server, {}, async (release) => {
      const { openGate } = await release.until((now) => now.openGate !== null);
      await release.handle.signal('approve', { code: 'ffffff', reason: 'old tab', by: 'dana' });
      const { currentDetails } = await metadata(release);

      expect(currentDetails).toContain('**SANDBOX · WaitingForApproval**');
      expect(currentDetails).toContain(`{"code":"${openGate?.code}", "reason":"…"`);
      expect(currentDetails).toContain('approve by dana: NOT counted, the code of gate');
      expect(currentDetails).toContain('**Way back:** nothing was changed');

      await release.approve();
      await release.handle.result();
      const after = await metadata(release);
      expect(after.currentDetails).toContain('**SANDBOX · Promoted**');
      expect(after.currentDetails).toContain('counted, reviewed');
    });
  });
});

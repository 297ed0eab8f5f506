import type { temporal } from '@temporalio/proto';
import type { ReleaseSpec } from '../../src/release/spec';
import { release, shortSpec, type ToldRelease } from '../support/story';
import { describeWith } from '../support/tools';
import { useBrowser } from '../support/web-ui';
import { useStack } from '../support/world';

/** A canary that can't pass and is held for long: what ends it is a person, never the clock. */
const endless: Partial<ReleaseSpec> = {
  steps: [{ kind: 'canary', ratio: 0.5, bakeSeconds: 60 }],
  checks: [{ metric: 'Invocation5XXErrors', max: 0.001, minRequests: 1_000_000 }],
  onInconclusive: { extend: true, holdSeconds: 900 },
};

/** Every word that reached the release from outside, by the history. */
async function heard({ handle }: ToldRelease): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event: temporal.api.history.v1.IHistoryEvent) => {
    const signal = event.workflowExecutionSignaledEventAttributes?.signalName;
    const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    return [signal, update?.name].filter((name) => typeof name === 'string');
  });
}

describeWith(['temporal', 'chromium'], 'a release run from the Temporal Web UI alone', () => {
  const stack = useStack();
  const browser = useBrowser();

  test.concurrent(
    'approved with the data the page shows, seen in its bake, and taken back by a tap',
    async () => {
      const world = await stack().world('tapped', { rps: 30 });
      // The browser takes the machine away from the models: their latency is no part of this story.
      const alarms = [world.alarms.errors];
      const told = await release(stack(), shortSpec(world, 2, { ...endless, alarms }));
      const person = await browser(stack().temporal.uiUrl);

      await person.open(told.handle.workflowId);
      const gate = await person.sees(/WaitingForApproval/);
      const data = (await person.codes()).find((text) => text.startsWith('{'));
      expect(gate).toMatch(/If nobody acts: .* closes at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
      expect(told.changes()).toEqual([]);
      await person.send('approve', data);
      await person.sees(/approve by \S+: counted/);
      await told.until('in the bake of step 1', (now) => now.traffic.candidate === 50, 180);
      const baking = await person.sees(/Baking · step 1 of 2 · 50 % on/);

      expect(baking).toMatch(/✔ Approval[\s\S]*⟳ Canary and steps/);
      expect(baking).toMatch(/Next: the step is judged · at .* UTC/);
      expect(baking).toMatch(/Way back: one weight change, .* · takes seconds · verified .* UTC/);
      await person.send('abort');
      const over = await person.sees(/SANDBOX · Aborted/, 180);

      expect(over).toMatch(new RegExp(`0 % on ${world.group}/2, 100 % on ${world.group}/1`));
      expect(over).not.toContain('You can:');
      await expect(told.ended()).resolves.toMatchObject({ outcome: 'Aborted' });
      expect(await heard(told)).toEqual(['approve', 'abort']);
      expect(told.weights()).toEqual([
        { main: 100, 'main-next': 0 },
        { main: 50, 'main-next': 50 },
        { main: 100, 'main-next': 0 },
        { main: 100 },
      ]);
      expect(told.failures()).toEqual([]);
    },
    420_000,
  );

  test.concurrent(
    'a wrong code does not count, and the page says why; abort at the gate touches nothing',
    async () => {
      const world = await stack().world('mistaken', { rps: 30 });
      const told = await release(stack(), shortSpec(world, 2));
      const person = await browser(stack().temporal.uiUrl);

      await person.open(told.handle.workflowId);
      await person.sees(/WaitingForApproval/);
      await person.send(
        'approve',
        '{"code":"ffffff","reason":"an old tab","by":"kim@example.com"}',
      );
      const refused = await person.sees(/Last words:/);

      const { openGate } = await told.status();
      expect(refused).toContain(
        `approve by kim@example.com: NOT counted, the code of gate before-production is ${openGate?.code}, not`,
      );
      expect(refused).toContain('0 of 1 approvals');
      await person.send('abort');
      await person.sees(/SANDBOX · Aborted/, 120);

      await expect(told.ended()).resolves.toMatchObject({
        outcome: 'Aborted',
        serving: `${world.group}/1`,
      });
      expect(await heard(told)).toEqual(['approve', 'abort']);
      expect(told.changes()).toEqual([]);
      expect(told.weights()).toEqual([]);
    },
    240_000,
  );
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActivityContext } from '../../src/activities/context';
import { sendNotice } from '../../src/activities/notice';
import { devServer, scriptedRelease } from '../support/dev-server';
import { watchByTime } from '../support/scripted-aws';
import { describeWith } from '../support/tools';

/** A webhook that is down until it is mended. */
async function brokenWebhook() {
  const delivered: { kind: string; sentence: string }[] = [];
  let refused = 0;
  let down = true;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (down) refused++;
      else delivered.push(JSON.parse(Buffer.concat(parts).toString()) as (typeof delivered)[0]);
      response.writeHead(down ? 500 : 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    delivered,
    refused: () => refused,
    mend: () => void (down = false),
    close: () => server.close(),
  };
}

describeWith('temporal', 'notices', () => {
  const server = devServer();
  const aws = {
    sendNotice: (input: Parameters<typeof sendNotice>[1]) =>
      sendNotice({} as ActivityContext, input),
    watch: (input: Parameters<typeof watchByTime>[0]) =>
      watchByTime(
        input,
        input.evidence.what.startsWith('step')
          ? { result: 'fail', reason: 'ErrorsAboveLimit', sentence: '5xx 2 % > 0.1 %' }
          : {},
      ),
  };

  test('a webhook that is down holds no release up, and hears everything once it is mended', async () => {
    const hook = await brokenWebhook();
    const spec = { notify: { webhook: hook.address } };
    await scriptedRelease(server, { spec, aws }, async ({ handle, approve }) => {
      await approve();
      await expect(handle.result()).resolves.toMatchObject({ outcome: 'RolledBack' });
      const { runId } = await handle.describe();
      expect(hook.delivered).toEqual([]);

      const notices = [1, 2].map((count) =>
        server.env.client.workflow.getHandle(`notice/${runId}/${count}`),
      );
      const open = await Promise.all(notices.map((notice) => notice.describe()));
      expect(open.map(({ status }) => status.name)).toEqual(['RUNNING', 'RUNNING']);

      hook.mend();
      await Promise.all(notices.map((notice) => notice.result()));
    });
    hook.close();

    expect(hook.refused()).toBeGreaterThan(0);
    expect(hook.delivered.map(({ kind }) => kind).sort()).toEqual(['gate-open', 'rolled-back']);
    expect(hook.delivered.find(({ kind }) => kind === 'rolled-back')?.sentence).toBe(
      'fraud/1 serves all traffic: 5xx 2 % > 0.1 %',
    );
  });

  test('a release without notify starts no child', async () => {
    await scriptedRelease(server, { aws }, async ({ handle, calls, approve }) => {
      await approve();
      await handle.result();

      const { events } = await handle.fetchHistory();
      expect(calls).not.toContain('sendNotice');
      expect(
        events?.filter((event) => event.startChildWorkflowExecutionInitiatedEventAttributes),
      ).toEqual([]);
    });
  });
});

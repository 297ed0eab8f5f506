import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { ActivityContext } from '../../src/activities/context';
import { sendNotice } from '../../src/activities/notice';
import type { Notice } from '../../src/release/notice';

const notice: Notice = {
  kind: 'gate-open',
  endpoint: 'fraud-scorer',
  stable: 'fraud/1',
  candidate: 'fraud/2',
  sentence: 'gate before-production waits for 1 approval',
  wayBack: 'nothing was changed (takes 0s)',
  nextAction: 'slipway approve fraud-scorer --reason "…"',
  workflowId: 'release/000000000000/us-east-1/fraud-scorer',
  runId: 'run-1',
  namespace: 'default',
  at: '2026-11-21T00:00:00.000Z',
};

interface Heard {
  readonly method: string | undefined;
  readonly type: string | undefined;
  readonly body: Record<string, unknown>;
}

/** A webhook that answers each path with a status, and what it heard. */
async function webhook(answers: Readonly<Record<string, number>>) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
      heard.push({ method: request.method, type: request.headers['content-type'], body });
      response.writeHead(answers[request.url ?? ''] ?? 404, { location: '/elsewhere' }).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    at: (path: string) => `http://127.0.0.1:${port}${path}`,
    close: () => server.close(),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const quiet = () => new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });

function send(address: string, uiUrl?: string): Promise<void> {
  const context = { uiUrl } as ActivityContext;
  return quiet().run(() => sendNotice(context, { webhook: address, notice }));
}

let hook: Awaited<ReturnType<typeof webhook>>;
beforeAll(async () => {
  hook = await webhook({
    '/ok': 200,
    '/accepted': 202,
    '/down': 500,
    '/busy': 429,
    '/moved': 302,
    '/kept': 307,
  });
});
afterAll(() => hook.close());
beforeEach(() => void (hook.heard.length = 0));

test('the body says who, what, the way back, the next action and where to look', async () => {
  await send(hook.at('/ok'), 'http://127.0.0.1:8233');

  expect(hook.heard).toEqual([
    {
      method: 'POST',
      type: 'application/json',
      body: {
        ...notice,
        text: 'fraud-scorer: gate before-production waits for 1 approval. Way back: nothing was changed (takes 0s). Next: slipway approve fraud-scorer --reason "…"',
        link: 'http://127.0.0.1:8233/namespaces/default/workflows/release%2F000000000000%2Fus-east-1%2Ffraud-scorer/run-1/user-metadata',
      },
    },
  ]);
});

test('without a Web UI address there is no link, and everything else', async () => {
  await send(hook.at('/accepted'));

  expect(hook.heard[0]?.body).toMatchObject({ ...notice });
  expect(hook.heard[0]?.body).not.toHaveProperty('link');
});

test.each(['/down', '/busy'])('%s is asked again, without noise', async (path) => {
  await expect(send(hook.at(path))).rejects.toMatchObject({
    type: 'NotReadyYet',
    nonRetryable: false,
    category: 'BENIGN',
    message: expect.stringMatching(/the webhook answered (500|429)/) as string,
  });
});

test.each(['/moved', '/kept'])('a redirect (%s) is not followed', async (path) => {
  await expect(send(hook.at(path))).rejects.toThrow();
  expect(hook.heard).toHaveLength(1);
});

test('a webhook that is not there fails in a way that Temporal asks again, and names no address', async () => {
  const gone = await webhook({});
  const address = gone.at('/secret-path');
  gone.close();

  await expect(send(address)).rejects.toMatchObject({
    message: expect.not.stringContaining('secret-path') as string,
  });
  await expect(send(address)).rejects.not.toMatchObject({ nonRetryable: true });
});

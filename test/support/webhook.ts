import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Notice, NoticeKind } from '../../src/release/notice';

/** A notice as it came over the wire. */
export type Received = Notice & { readonly text: string; readonly link?: string };

/** A team's webhook on this machine, with its own record of what it was told. */
export interface Webhook {
  readonly url: string;
  readonly received: readonly Received[];
  /** The first notice of a kind; waits for it at most 30 s, because notices may come after the release's end. */
  notice(kind: NoticeKind): Promise<Received>;
  close(): Promise<void>;
}

/** Listens; a `dead` one takes the connection and never answers. */
export async function openWebhook({ dead = false } = {}): Promise<Webhook> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      received.push(JSON.parse(body) as Received);
      if (!dead) response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/on-call`,
    received,
    async notice(kind) {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const found = received.find((notice) => notice.kind === kind);
        if (found) return found;
        if (Date.now() > deadline)
          throw new Error(`no ${kind} came, only ${received.map((one) => one.kind).join(', ')}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NativeConnection, Worker } from '@temporalio/worker';

export interface Health {
  readonly url: string;
  close(): Promise<void>;
}

/** `/healthz`: every worker runs. `/readyz`: and Temporal answers. 503 with the states otherwise. */
export async function serveHealth(
  { host, port }: { readonly host: string; readonly port: number },
  workers: readonly Worker[],
  connection: NativeConnection,
): Promise<Health> {
  const running = (): boolean => workers.every((worker) => worker.getState() === 'RUNNING');
  const answers = async (): Promise<boolean> => {
    try {
      const deadline = Date.now() + 3_000;
      await connection.withDeadline(deadline, () => connection.healthService.check({}));
      return true;
    } catch {
      return false;
    }
  };
  const server = createServer((request, response) => {
    void (async () => {
      const ready = request.url !== '/readyz' || (await answers());
      const ok = running() && ready;
      response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' });
      const states: Record<string, string> = {};
      for (const worker of workers) states[worker.options.taskQueue] = worker.getState();
      response.end(JSON.stringify({ ok, temporal: ready, workers: states }));
    })();
  });
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

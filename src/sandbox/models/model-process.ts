import http from 'node:http';
import type { Behaviour } from './named-behaviours';
import { createModelServer } from './model-server';

/** First message from the sandbox to a model process. */
export interface ModelStart {
  /** Absent where the artifact cannot be read: a container dies on such a one. */
  readonly behaviour?: Behaviour;
}

/** Messages of a model process. */
export type ModelMessage =
  | { readonly kind: 'listening'; readonly port: number }
  /** CPU time since start in µs, resident memory in bytes. */
  | { readonly kind: 'usage'; readonly cpu: number; readonly memory: number };

const usageEveryMs = 5_000;

// The channel closes with the sandbox, however that ends: no model outlives it.
process.once('disconnect', () => process.exit(0));

// Ctrl-C reaches the whole process group; the sandbox decides in which order things end.
process.on('SIGINT', () => {});

process.once('message', ({ behaviour }: ModelStart) => {
  if (behaviour === undefined || behaviour.start === 'dies') process.exit(1);
  const server = http.createServer(createModelServer(behaviour, { outOfMemory }));
  // The sandbox holds its connections; a server that closes idle ones would race with a request.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) {
      send({ kind: 'listening', port: address.port });
    }
  });
  setInterval(reportUsage, usageEveryMs);
});

/** A container past its memory is killed by the kernel, without a word. */
function outOfMemory(): void {
  process.kill(process.pid, 'SIGKILL');
}

function reportUsage(): void {
  const { user, system } = process.cpuUsage();
  send({ kind: 'usage', cpu: user + system, memory: process.memoryUsage.rss() });
}

function send(message: ModelMessage): void {
  process.send?.(message);
}

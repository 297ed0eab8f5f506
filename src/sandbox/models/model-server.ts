import type http from 'node:http';
import type { Behaviour } from './named-behaviours';
import type { Answer } from './behaviours/answer';
import { Capacity } from './behaviours/capacity';
import { pingStatus } from './behaviours/health';
import { createLeak } from './behaviours/leak';
import { luckOf } from './behaviours/luck';
import { predict, refusal } from './prediction';

/** Answers /ping and /invocations as a model that behaves so; tells when it is out of memory. */
export function createModelServer(
  behaviour: Behaviour,
  { outOfMemory }: { readonly outOfMemory: () => void },
): http.RequestListener {
  const startedAt = performance.now();
  const luck = luckOf(behaviour.seed);
  const capacity = new Capacity(behaviour);
  const leaks = createLeak(behaviour);
  let requests = 0;

  const ping = (response: http.ServerResponse): void => {
    response.writeHead(pingStatus(behaviour, performance.now() - startedAt, luck)).end();
  };

  const invoke = (input: Buffer, response: http.ServerResponse): void => {
    const hasPlace = capacity.enter((leave) => {
      const age = { ms: performance.now() - startedAt, requests };
      requests += 1;
      if (leaks()) outOfMemory();
      const { status, latencyMs, ...answer } = predict(behaviour, input, luck, age);
      setTimeout(() => {
        leave();
        send(response, status, answer);
      }, latencyMs);
    });
    if (hasPlace) return;
    const { working, waiting } = capacity.load;
    send(
      response,
      503,
      refusal(`The model is busy: ${working} requests in work, ${waiting} waiting.`),
    );
  };

  return (request, response) => {
    if (request.url === '/ping') {
      request.resume();
      ping(response);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => invoke(Buffer.concat(chunks), response));
  };
}

function send(response: http.ServerResponse, status: number, { contentType, body }: Answer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

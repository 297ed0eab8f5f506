import http from 'node:http';
import { performance } from 'node:perf_hooks';

/** From the sandbox to the load; every message replaces what was asked before. */
export interface LoadOrder {
  readonly url: string;
  readonly endpoint: string;
  readonly accessKeyId: string;
  /** 0 stops it. */
  readonly rps: number;
}

export interface LoadAnswer {
  readonly id: string;
  /** The time it was meant to be sent, ms since 1970. */
  readonly sentAt: number;
  readonly status: number;
  readonly variant?: string;
  readonly ms: number;
  readonly error?: string;
}

const reportEveryMs = 100;
const timeoutMs = 65_000;
const mostErrorText = 300;

process.once('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});

// Connections rest for less than the sandbox keeps them, so none is used that it is just closing.
const agent = new http.Agent({ keepAlive: true, scheduling: 'lifo', timeout: 30_000 });
const answers: LoadAnswer[] = [];
let order: LoadOrder = { url: '', endpoint: '', accessKeyId: '', rps: 0 };
let next = performance.now();
let timer: NodeJS.Timeout | undefined;
let sent = 0;

process.on('message', (message: LoadOrder) => {
  order = message;
  next = performance.now() + gap();
  wait();
});

setInterval(() => {
  if (answers.length > 0) process.send?.(answers.splice(0));
}, reportEveryMs);

/** Sends all that is due, however late: an open loop is not slowed down by what it loads. */
function sendDue(): void {
  while (order.rps > 0 && next <= performance.now()) {
    send(next);
    next += gap();
  }
  wait();
}

function wait(): void {
  clearTimeout(timer);
  if (order.rps > 0) timer = setTimeout(sendDue, Math.max(next - performance.now(), 0));
}

/** Arrivals are a Poisson process: the gaps between them are exponential, ms. */
function gap(): number {
  return order.rps === 0 ? 0 : (-Math.log(1 - Math.random()) / order.rps) * 1000;
}

function send(intended: number): void {
  sent += 1;
  const id = `load-${process.pid}-${sent}`;
  const amount = Math.round(Math.random() * 100_000) / 100;
  const body = JSON.stringify({ transaction: id, amount });
  const done = (outcome: { status: number; variant?: string; error?: string }) => {
    const ms = Math.round((performance.now() - intended) * 1000) / 1000;
    answers.push({ id, sentAt: performance.timeOrigin + intended, ms, ...outcome });
  };
  const request = http.request(
    `${order.url}/endpoints/${order.endpoint}/invocations`,
    { method: 'POST', agent, headers: headersFor(id, body), timeout: timeoutMs },
    (response) => {
      const variant = response.headers['x-amzn-invoked-production-variant'];
      const status = response.statusCode ?? 0;
      let text = '';
      if (status === 200) response.resume();
      else response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', (error) => done({ status: 0, error: error.message }));
      response.on('end', () =>
        done({
          status,
          ...(typeof variant === 'string' && { variant }),
          ...(status !== 200 && { error: text.slice(0, mostErrorText) }),
        }),
      );
    },
  );
  request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
  request.on('error', (error) => done({ status: 0, error: error.message }));
  request.end(body);
}

function headersFor(id: string, body: string): Record<string, string> {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-amzn-sagemaker-inference-id': id,
    // The wire reads who calls from here and checks no signature.
    authorization: `AWS4-HMAC-SHA256 Credential=${order.accessKeyId}/${day}/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=none`,
  };
}

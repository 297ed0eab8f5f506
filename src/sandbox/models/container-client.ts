import http from 'node:http';
import type { Address } from './container';

export interface ContainerAnswer {
  /** 0 when the container gave no whole answer. */
  readonly status: number;
  readonly body: Buffer;
  readonly contentType?: string;
  readonly customAttributes?: string;
  /** Why there is no answer. */
  readonly failure?: string;
}

export interface ContainerRequest {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** SageMaker gives a container 60 s for an answer. */
const timeoutMs = 60_000;

export const customAttributesHeader = 'x-amzn-sagemaker-custom-attributes';

/** Talks to one container over connections that are kept open. */
export class ContainerClient {
  readonly #agent = new http.Agent({ keepAlive: true, scheduling: 'lifo' });

  constructor(private readonly address: Address) {}

  /** Never rejects: a broken or slow container is an answer with status 0. */
  invoke({ body, headers }: ContainerRequest): Promise<ContainerAnswer> {
    return this.#send({
      method: 'POST',
      path: '/invocations',
      body,
      headers: { ...headers, 'content-length': String(body.length) },
      timeoutMs,
    });
  }

  async isHealthy(): Promise<boolean> {
    const answer = await this.#send({
      method: 'GET',
      path: '/ping',
      body: Buffer.alloc(0),
      headers: {},
      timeoutMs: 2_000,
    });
    return answer.status === 200;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(send: {
    readonly method: string;
    readonly path: string;
    readonly body: Buffer;
    readonly headers: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
  }): Promise<ContainerAnswer> {
    return new Promise((resolve) => {
      const none = (failure: string) => resolve({ status: 0, body: Buffer.alloc(0), failure });
      const request = http.request(
        {
          agent: this.#agent,
          ...this.address,
          method: send.method,
          path: send.path,
          headers: send.headers,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', (error) => none(error.message));
          response.on('end', () => {
            clearTimeout(timer);
            resolve(answerOf(response, Buffer.concat(chunks)));
          });
        },
      );
      const timer = setTimeout(() => {
        none('the container gave no answer in time');
        request.destroy();
      }, send.timeoutMs);
      request.on('error', (error) => {
        clearTimeout(timer);
        none(error.message);
      });
      request.end(send.body);
    });
  }
}

function answerOf(response: http.IncomingMessage, body: Buffer): ContainerAnswer {
  const contentType = response.headers['content-type'];
  const custom = response.headers[customAttributesHeader];
  return {
    status: response.statusCode ?? 0,
    body,
    ...(contentType !== undefined && { contentType }),
    ...(typeof custom === 'string' && { customAttributes: custom }),
  };
}

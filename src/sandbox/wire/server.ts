import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { readBody } from './body';
import { sendReply } from './broken-answer';
import { readCredential, userOf, type Credential } from './caller';
import { asAwsError, dispatch, type Dispatch } from './dispatch';
import type { Exchange } from './exchange';
import { AwsError, type Caller } from './operation';
import { routeOf } from './route';
import { restJsonError } from './rest-json';
import type { WireLog } from './wire-log';

export type { ServiceName } from './exchange';

/** Whom InvokeEndpoint asks, as the path writes it, and who calls. */
export interface Invoked {
  readonly endpoint: string;
  readonly caller: Caller;
}

/** Answers `POST /endpoints/{name}/invocations`; it owns the response from there on. */
export type RuntimeHandler = (
  invoked: Invoked,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  body: Buffer,
) => Promise<void>;

export interface WireOptions extends Dispatch {
  /** Who calls with a credential; throws AwsError for one that is not valid. By default any key is a user's. */
  readonly identify?: (credential: Credential) => Caller;
  readonly runtime: RuntimeHandler;
  readonly wireLog?: WireLog | undefined;
}

/** One HTTP server for all services; the caller listens (127.0.0.1) and closes. */
export function createWireServer(options: WireOptions): http.Server {
  const server = http.createServer((request, response) => {
    // A client that went away needs no answer, and nothing here may end the process.
    serve(options, request, response).catch(() => response.destroy());
  });
  // SDK agents keep sockets for longer than Node's 5 s; closing first would look like a failed call.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
  return server;
}

async function serve(
  options: WireOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  const { url, credential } = open(request);
  const scope = credential instanceof AwsError ? undefined : credential?.service;
  // S3 stores what it gets: an object may well be gzip itself.
  const received = await readBody(request, { unzips: scope !== 's3' });
  const body = received instanceof AwsError ? Buffer.alloc(0) : received;
  const { method = 'GET', headers } = request;
  const route = routeOf({ method, url, headers, body, scope }, options.wireLog);
  const refuse = route.kind === 'runtime' ? restJsonError : route.exchange.refuse;
  try {
    if (credential instanceof AwsError) throw credential;
    if (received instanceof AwsError) throw received;
    if (credential === undefined) throw unsigned();
    const caller = (options.identify ?? userOf)(credential);
    if (route.kind === 'runtime') {
      await options.runtime({ endpoint: route.endpoint, caller }, request, response, body);
    } else await answer(options, route.exchange, caller, requestId, response);
  } catch (cause) {
    if (response.headersSent) response.destroy();
    else sendReply(response, refuse(asAwsError(cause), requestId));
  }
}

async function answer(
  options: WireOptions,
  exchange: Exchange,
  caller: Caller,
  requestId: string,
  response: http.ServerResponse,
): Promise<void> {
  const { reply, breakage } = await dispatch(options, exchange, caller, requestId);
  sendReply(response, reply, breakage);
}

function open(request: http.IncomingMessage): {
  readonly url: URL;
  readonly credential: Credential | AwsError | undefined;
} {
  // The base only completes the path; `URL` cannot fail on it, whatever the client sent as target.
  const path = request.url?.startsWith('/') ? request.url : '/';
  const url = new URL(`http://sandbox.invalid${path}`);
  try {
    return { url, credential: readCredential(request.headers, url) };
  } catch (cause) {
    return { url, credential: asAwsError(cause) };
  }
}

function unsigned(): AwsError {
  return new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
}

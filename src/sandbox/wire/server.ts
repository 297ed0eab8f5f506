import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { readBody } from './body';
import { readCredential, type Credential } from './caller';
import { asAwsError, dispatch, type Dispatch } from './dispatch';
import type { Exchange, Reply, WireRequest } from './exchange';
import { AwsError } from './operation';
import { routeOf } from './route';
import { restJsonError } from './rest-json';

export type { ServiceName } from './exchange';

/** Answers `POST /endpoints/{name}/invocations`; it owns the response from there on. */
export type RuntimeHandler = (
  endpoint: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  body: Buffer,
) => Promise<void>;

export interface WireOptions extends Dispatch {
  readonly runtime: RuntimeHandler;
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
  const body = await readBody(request);
  const requestId = randomUUID();
  const { url, credential } = open(request);
  const wire: WireRequest = {
    method: request.method ?? 'GET',
    url,
    headers: request.headers,
    body: body === 'too-large' ? Buffer.alloc(0) : body,
    scope: credential instanceof AwsError ? undefined : credential?.service,
  };
  const route = routeOf(wire);
  const refuse = route.kind === 'runtime' ? restJsonError : route.exchange.refuse;
  try {
    if (credential instanceof AwsError) throw credential;
    if (body === 'too-large') throw tooLarge();
    if (route.kind === 'runtime') {
      if (credential === undefined) throw unsigned();
      await options.runtime(route.endpoint, request, response, body);
      return;
    }
    await answer(options, route.exchange, credential, requestId, response);
  } catch (cause) {
    if (response.headersSent) response.destroy();
    else send(response, refuse(asAwsError(cause), requestId));
  }
}

async function answer(
  options: WireOptions,
  exchange: Exchange,
  credential: Credential | undefined,
  requestId: string,
  response: http.ServerResponse,
): Promise<void> {
  if (credential === undefined) throw unsigned();
  const reply = await dispatch(options, exchange, credential.caller, requestId);
  if (reply === 'drop') response.destroy();
  else send(response, reply);
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

function send(response: http.ServerResponse, reply: Reply): void {
  const length = Buffer.byteLength(reply.body);
  // HEAD answers carry the length of the body they leave out.
  response.writeHead(reply.status, { 'content-length': String(length), ...reply.headers });
  response.end(reply.body);
}

function unsigned(): AwsError {
  return new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
}

function tooLarge(): AwsError {
  return new AwsError('RequestEntityTooLarge', 'The request body is over 10 MB.', 413);
}

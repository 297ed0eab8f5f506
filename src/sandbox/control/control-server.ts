import http from 'node:http';
import { z } from 'zod';
import { servePage } from '../page/serve-page';
import { readBody } from '../wire/body';
import { AwsError } from '../wire/operation';

export interface ControlRequest {
  /** The segments of the path that a route leaves open, in order. */
  readonly names: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Answers with JSON; throws ControlError or AwsError to refuse. */
export type ControlHandler = (request: ControlRequest) => unknown;

/** `METHOD /path/:open` to handler. */
export type ControlRoutes = Readonly<Record<string, ControlHandler>>;

export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A body as a route takes it; throws ControlError that says what is wrong with it. */
export function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ControlError(400, z.prettifyError(result.error));
}

/** The control port: what the world outside AWS does to it. Plain JSON over HTTP. */
export function createControlServer(routes: ControlRoutes): http.Server {
  return http.createServer((request, response) => {
    if (servePage(request, response)) return;
    answer(routes, request).then(
      (output) => send(response, 200, output ?? {}),
      (cause: unknown) => send(response, statusOf(cause), { message: messageOf(cause) }),
    );
  });
}

async function answer(routes: ControlRoutes, request: http.IncomingMessage): Promise<unknown> {
  const body = await readBody(request, { unzips: false });
  if (body instanceof AwsError) throw body;
  const path = request.url?.startsWith('/') ? request.url : '/';
  const url = new URL(`http://sandbox.invalid${path}`);
  const asked = `${request.method} ${url.pathname}`;
  return await callRoute(routes, asked, { query: url.searchParams, body: parse(body) });
}

/** Calls the handler of `METHOD /path` and gives what it returns; throws what it throws, or 404. */
export function callRoute(
  routes: ControlRoutes,
  asked: string,
  request: Omit<ControlRequest, 'names'>,
): unknown {
  for (const [route, handler] of Object.entries(routes)) {
    const names = matchRoute(route, asked);
    if (names !== undefined) return handler({ ...request, names });
  }
  throw new ControlError(404, `There is no ${asked}; there are ${Object.keys(routes).join(', ')}.`);
}

function matchRoute(route: string, asked: string): readonly string[] | undefined {
  const wanted = route.split(/[ /]/);
  const given = asked.split(/[ /]/);
  if (wanted.length !== given.length) return undefined;
  const fits = wanted.every((part, index) => part.startsWith(':') || part === given[index]);
  if (!fits) return undefined;
  return given.filter((_, index) => wanted[index]?.startsWith(':')).map(decoded);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ControlError(400, `${segment} in the path is not percent-encoded text.`);
  }
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ControlError(400, 'The request body is not JSON.');
  }
}

function statusOf(cause: unknown): number {
  return cause instanceof ControlError || cause instanceof AwsError ? cause.status : 500;
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

function send(response: http.ServerResponse, status: number, output: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(output));
}

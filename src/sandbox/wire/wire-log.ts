import { JsonLines } from '../json-lines';
import { header, type Exchange, type Reply, type WireRequest } from './exchange';

/** A message's body as it went over the wire: text, or base64 where the protocol is binary. */
type Body = { readonly text: string } | { readonly base64: string };

/** One line of the wire log: a request as it came, and the answer as the sandbox wrote it. */
export interface WireLine {
  readonly at: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly target?: string | undefined;
    readonly contentType?: string | undefined;
    /** Not for S3, whose bodies are objects. */
    readonly body?: Body;
  };
  readonly answer: {
    readonly status: number;
    readonly contentType?: string | undefined;
    readonly body?: Body;
  };
}

/** A record of raw exchanges, for judges that must not depend on how the sandbox reads them. */
export interface WireLog {
  /** The same exchange; its answer is written down before it is sent. InvokeEndpoint has none. */
  readonly recording: (request: WireRequest, exchange: Exchange) => Exchange;
  readonly close: () => void;
}

/** Appends to a file; its folder is made where it is missing. */
export function openWireLog(path: string): WireLog {
  const lines = new JsonLines(path);
  return {
    close: () => lines.close(),
    recording: (request, exchange) => {
      const recorded = (reply: Reply): Reply => {
        lines.write(lineOf(request, reply));
        return reply;
      };
      return {
        ...exchange,
        answer: (output, requestId) => recorded(exchange.answer(output, requestId)),
        refuse: (error, requestId) => recorded(exchange.refuse(error, requestId)),
      };
    },
  };
}

function lineOf(request: WireRequest, reply: Reply): WireLine {
  const { url, scope } = request;
  const body = (type: string | undefined, bytes: Buffer | string) =>
    scope === 's3' ? {} : { body: bodyOf(type, bytes) };
  const contentType = header(request, 'content-type');
  const answerType = reply.headers['content-type'];
  return {
    at: new Date().toISOString(),
    request: {
      method: request.method,
      path: `${url.pathname}${url.search}`,
      target: header(request, 'x-amz-target'),
      contentType,
      ...body(contentType, request.body),
    },
    answer: { status: reply.status, contentType: answerType, ...body(answerType, reply.body) },
  };
}

function bodyOf(type: string | undefined, bytes: Buffer | string): Body {
  return type?.includes('cbor') === true
    ? { base64: Buffer.from(bytes).toString('base64') }
    : { text: bytes.toString() };
}

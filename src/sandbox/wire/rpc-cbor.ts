import { decodeCbor } from './cbor-decode';
import { encodeCbor } from './cbor-encode';
import {
  header,
  isRecord,
  type Exchange,
  type Reply,
  type ServiceName,
  type WireRequest,
} from './exchange';
import { AwsError } from './operation';
import { queryErrorHeader } from './query-error';

const services: Readonly<Record<string, ServiceName>> = {
  GraniteServiceVersion20100801: 'monitoring',
};

/** Smithy RPC v2 CBOR: `POST /service/{service}/operation/{operation}`. */
export function rpcCbor(request: WireRequest): Exchange | undefined {
  const match = /^\/service\/([^/]+)\/operation\/([^/]+)$/.exec(request.url.pathname);
  if (match === null) return undefined;
  const [, name = '', operation = ''] = match;
  const queryMode = header(request, 'x-amzn-query-mode') === 'true';
  return {
    service: Object.hasOwn(services, name) ? services[name] : undefined,
    operation,
    input: () => readCbor(request.body),
    answer: (output, requestId) => reply(200, output ?? {}, requestId, {}),
    refuse: (error, requestId) => {
      // This protocol has a status of its own for an operation that does not exist.
      const status = error.code === 'UnknownOperationException' ? 404 : error.status;
      const body = { __type: error.code, message: error.message };
      return reply(status, body, requestId, queryMode ? queryErrorHeader(error) : {});
    },
  };
}

function readCbor(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = body.length === 0 ? {} : decodeCbor(body);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not CBOR.');
  }
  if (isRecord(value)) return value;
  throw new AwsError('SerializationException', 'The request body must be a CBOR map.');
}

function reply(
  status: number,
  output: unknown,
  requestId: string,
  more: Readonly<Record<string, string>>,
): Reply {
  return {
    status,
    headers: {
      'content-type': 'application/cbor',
      'smithy-protocol': 'rpc-v2-cbor',
      'x-amzn-requestid': requestId,
      ...more,
    },
    body: encodeCbor(output),
  };
}

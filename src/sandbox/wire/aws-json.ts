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

const targets: Readonly<Record<string, ServiceName>> = {
  SageMaker: 'sagemaker',
  GraniteServiceVersion20100801: 'monitoring',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  AnyScaleFrontendService: 'application-autoscaling',
};

const jsonTypes = ['application/x-amz-json-1.1', 'application/x-amz-json-1.0'] as const;

/** AWS JSON 1.0 and 1.1: `POST /` with `X-Amz-Target: Prefix.Operation`. */
export function awsJson(request: WireRequest): Exchange | undefined {
  const target = header(request, 'x-amz-target');
  if (target === undefined) return undefined;
  const dot = target.lastIndexOf('.');
  const prefix = target.slice(0, Math.max(dot, 0));
  const given = header(request, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  const isJson = given === undefined || jsonTypes.some((type) => type === given);
  const type = isJson ? (given ?? jsonTypes[0]) : jsonTypes[0];
  const queryMode = header(request, 'x-amzn-query-mode') === 'true';
  return {
    service: Object.hasOwn(targets, prefix) ? targets[prefix] : undefined,
    operation: target.slice(dot + 1),
    input: () => readJson(request.body, isJson),
    answer: (output, requestId) => reply(200, type, output, requestId),
    refuse: (error, requestId) => {
      const body = { __type: error.code, message: error.message };
      const refusal = reply(error.status, type, body, requestId);
      return queryMode
        ? { ...refusal, headers: { ...refusal.headers, ...queryErrorHeader(error) } }
        : refusal;
    },
  };
}

function readJson(body: Buffer, isJson: boolean): Record<string, unknown> {
  // AWS finds no operation at all where the content type is none of the protocol's.
  if (!isJson)
    throw new AwsError('UnknownOperationException', 'The content type is not JSON.', 404);
  let value: unknown;
  try {
    value = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.');
  }
  if (isRecord(value)) return value;
  throw new AwsError('SerializationException', 'The request body must be a JSON object.');
}

function reply(status: number, type: string, output: unknown, requestId: string): Reply {
  return {
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': requestId },
    body: output === undefined ? '' : JSON.stringify(epochSeconds(output)),
  };
}

/** AWS JSON writes timestamps as seconds since 1970, with the milliseconds as a fraction. */
function epochSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (Array.isArray(value)) return value.map(epochSeconds);
  if (value instanceof Map) return epochSeconds(Object.fromEntries(value));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, epochSeconds(item)]));
}

import type * as Cbor from 'cbor-x' with { 'resolution-mode': 'import' };
import { awsModel, type AwsModel, type AwsService } from './aws-model';
import { readForm } from './form';
import type { Recorded, RecordedBody } from './recorded';
import { readXml } from './xml';

// An ES module by its types only: `import` would make every reader of a wire log asynchronous.
const cbor = new (jest.requireActual<typeof Cbor>('cbor-x').Decoder)({
  useRecords: false,
  mapsAsObjects: true,
});

/** An error as its protocol writes it; `members` is what stands beside code and message. */
export interface WrittenError {
  readonly code: unknown;
  readonly message: unknown;
  readonly members: Readonly<Record<string, unknown>>;
}

/** A recorded exchange with its bodies decoded on demand; a body that cannot be read throws. */
export interface OpenExchange {
  readonly model: AwsModel;
  readonly operation: string;
  readonly instant: 'seconds' | 'date';
  readonly input: () => unknown;
  readonly output: () => unknown;
  readonly error: () => WrittenError;
}

const targets: Readonly<Record<string, AwsService>> = {
  SageMaker: 'sagemaker',
  GraniteServiceVersion20100801: 'cloudwatch',
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  AnyScaleFrontendService: 'application-autoscaling',
};

const queryVersions: Readonly<Record<string, AwsService>> = {
  '2010-08-01': 'cloudwatch',
  '2011-06-15': 'sts',
};

/** Undefined where no service with a model is meant. */
export function openExchange(recorded: Recorded): OpenExchange | undefined {
  const { target = '', path, contentType = '' } = recorded.request;
  const [prefix = '', operation = ''] = target.split('.');
  if (Object.hasOwn(targets, prefix))
    return inJson(awsModel(targets[prefix]!), operation, recorded);
  const [, name = '', cborOperation = ''] = /^\/service\/(.+)\/operation\/(.+)$/.exec(path) ?? [];
  if (Object.hasOwn(targets, name))
    return inCbor(awsModel(targets[name]!), cborOperation, recorded);
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new URLSearchParams(recorded.request.body?.text ?? '');
  const service = queryVersions[form.get('Version') ?? ''];
  if (service === undefined) return undefined;
  return inQuery(awsModel(service), form, recorded);
}

function inJson(model: AwsModel, operation: string, { request, answer }: Recorded): OpenExchange {
  const read = (body: RecordedBody | undefined): unknown =>
    body?.text ? (JSON.parse(body.text) as unknown) : undefined;
  return {
    model,
    operation,
    instant: 'seconds',
    input: () => read(request.body),
    output: () => read(answer.body),
    error: () => coded(read(answer.body)),
  };
}

function inCbor(model: AwsModel, operation: string, { request, answer }: Recorded): OpenExchange {
  const read = (body: RecordedBody | undefined): unknown =>
    body?.base64 ? withNumbers(cbor.decode(Buffer.from(body.base64, 'base64'))) : undefined;
  return {
    model,
    operation,
    instant: 'date',
    input: () => read(request.body),
    output: () => read(answer.body),
    error: () => coded(read(answer.body)),
  };
}

/** Integers of 64 bits come as bigint. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null || value.constructor !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withNumbers(item)]));
}

function coded(body: unknown): WrittenError {
  const { __type: code, message, Message, ...members } = (body ?? {}) as Record<string, unknown>;
  return { code, message: message ?? Message, members };
}

function inQuery(model: AwsModel, form: URLSearchParams, { answer }: Recorded): OpenExchange {
  const operation = form.get('Action') ?? '';
  const known = model.operations[operation];
  const text = answer.body?.text ?? '';
  const result = `${operation}Result`;
  return {
    model,
    operation,
    instant: 'date',
    input: () => readForm(model, known?.input?.shape, form),
    output: () => readXml(model, known?.output?.shape, text, [`${operation}Response`, result]),
    error: () => {
      const written = readXml(undefined, undefined, text, ['ErrorResponse', 'Error']) as Record<
        string,
        unknown
      >;
      const { Code: code, Message: message, Type, ...members } = written;
      const type = Type === 'Sender' || Type === 'Receiver' ? {} : { Type };
      return { code, message, members: { ...members, ...type } };
    },
  };
}

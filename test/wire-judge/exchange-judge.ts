import type { AwsModel } from './aws-model';
import { openExchange, type OpenExchange } from './exchange';
import type { Recorded } from './recorded';
import { judgeValue } from './shape-judge';

/**
 * Judges one exchange by AWS's own models: the request when it was taken, the answer always, errors by
 * their form. Gives a sentence for each rule that is broken; none for S3, which has no such model here.
 */
export function judgeExchange(recorded: Recorded): readonly string[] {
  const { request, answer } = recorded;
  try {
    const exchange = openExchange(recorded);
    if (exchange === undefined) return [];
    const isSuccess = answer.status >= 200 && answer.status < 300;
    if (!isSuccess) return judgeRefusal(exchange, answer.status);
    return [...sameType(recorded), ...judgeSuccess(exchange)];
  } catch (cause) {
    // A body that cannot be read at all.
    return [
      ...sameType(recorded),
      `${request.target ?? request.path}: ${(cause as Error).message}`,
    ];
  }
}

function judgeSuccess({ model, operation, instant, input, output }: OpenExchange): string[] {
  const known = model.operations[operation];
  if (known === undefined) return [`${operation}: answered, but AWS has no such operation`];
  const asked = judgeMessage(model, known.input?.shape, input(), `${operation} request`, instant);
  const told = judgeMessage(model, known.output?.shape, output(), `${operation} answer`, instant);
  return [...asked, ...told];
}

/** A message of an operation that has no shape for it is empty. */
function judgeMessage(
  model: AwsModel,
  shape: string | undefined,
  message: unknown,
  at: string,
  instant: OpenExchange['instant'],
): readonly string[] {
  if (shape !== undefined) return judgeValue(model, shape, message ?? {}, at, instant);
  const isEmpty = message === undefined || JSON.stringify(message) === '{}';
  return isEmpty ? [] : [`${at}: must be empty, not ${JSON.stringify(message)}`];
}

function judgeRefusal(exchange: OpenExchange, status: number): string[] {
  const at = `${exchange.operation} error`;
  if (status < 400 || status > 599) return [`${at}: has status ${status}`];
  const { code, message, members } = exchange.error();
  const broken: string[] = [];
  if (typeof code !== 'string' || !/^[A-Za-z][\w.]*$/.test(code)) broken.push(`${at}: has no code`);
  if (typeof message !== 'string' || message === '') broken.push(`${at}: has no message`);
  const shape = typeof code === 'string' ? exchange.model.shapes[code] : undefined;
  const known = shape?.exception === true ? Object.keys(shape.members ?? {}) : [];
  for (const name of Object.keys(members))
    if (!known.includes(name)) broken.push(`${at}: ${name} is no member of ${String(code)}`);
  return broken;
}

/** AWS answers in the type it was asked in. */
function sameType({ request, answer }: Recorded): string[] {
  const asked = request.contentType?.split(';')[0];
  if (asked === undefined || !/json|cbor/.test(asked) || asked === answer.contentType) return [];
  return [
    `${request.target ?? request.path}: asked in ${asked}, answered in ${answer.contentType}`,
  ];
}

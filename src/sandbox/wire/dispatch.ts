import { checkInput } from '../service-model/check-input';
import type { Breakage } from './broken-answer';
import { checkDepth } from './depth';
import type { Exchange, Reply, ServiceName } from './exchange';
import {
  AwsError,
  type Call,
  type Caller,
  type Door,
  type Operation,
  type Outcome,
  type Service,
} from './operation';

export interface Dispatch {
  /** Those of the caller's account. */
  readonly services: (caller: Caller) => Readonly<Record<ServiceName, Service>>;
  readonly door: Door;
}

/** A reply, and whether it arrives as it is. */
export interface Answer {
  readonly reply: Reply;
  readonly breakage: 'answer' | Breakage;
}

/** Performs one call between the two sides of the door. */
export async function dispatch(
  { services, door }: Dispatch,
  exchange: Exchange,
  caller: Caller,
  requestId: string,
): Promise<Answer> {
  const input = exchange.input();
  checkDepth(input);
  const call: Call = {
    service: exchange.service ?? 'unknown',
    operation: exchange.operation,
    input,
    caller,
    requestId,
  };
  const outcome = await perform({ services, door }, exchange, call);
  const ending = await door.after(call, outcome);
  const shown = typeof ending === 'string' ? outcome : ending;
  const reply = shown.ok
    ? exchange.answer(shown.output, requestId)
    : exchange.refuse(new AwsError(shown.code, shown.message, shown.status), requestId);
  return { reply, breakage: typeof ending === 'string' ? ending : 'answer' };
}

async function perform(
  { services, door }: Dispatch,
  { service: name, isText }: Exchange,
  call: Call,
): Promise<Outcome> {
  try {
    await door.before(call);
    if (name === undefined) throw unknownOperation(call.operation);
    const operation = find(services(call.caller)[name], call.operation);
    const input = checkInput(name, call.operation, call.input, { isText });
    return { ok: true, output: await operation(input as never, call) };
  } catch (cause) {
    const { code, message, status } = asAwsError(cause);
    return { ok: false, code, message, status };
  }
}

function find(service: Service, name: string): Operation {
  const operation = Object.hasOwn(service, name) ? service[name] : undefined;
  if (operation !== undefined) return operation;
  throw unknownOperation(name);
}

function unknownOperation(name: string): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The sandbox does not serve ${name || '(none)'}.`,
  );
}

/** What a caller may learn of any failure: AWS's word for a defect of the service is a 500. */
export function asAwsError(cause: unknown): AwsError {
  if (cause instanceof AwsError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  return new AwsError('InternalFailure', `The sandbox failed: ${text}`, 500);
}

import { randomUUID } from 'node:crypto';
import { firstAccount } from '../account/account-id';
import type { EventLog } from '../event-log';
import { sandboxRegion } from '../sagemaker/names';
import { checkInput } from '../service-model/check-input';
import type { ServiceName } from '../wire/exchange';
import { AwsError, type Call, type Service } from '../wire/operation';

export type Services = Readonly<Record<ServiceName, Service>>;

/** A call that does not come over the wire, so that no fault, limit or policy stands in its way. */
export function outOfBand(
  call: Pick<Call, 'service' | 'operation' | 'input'>,
  by = 'SANDBOXCONTROL',
  account = firstAccount,
): Call {
  return {
    ...call,
    requestId: randomUUID(),
    caller: {
      accessKeyId: by,
      account,
      region: sandboxRegion,
      userArn: `arn:aws:iam::${account}:user/${by}`,
    },
  };
}

/** Performs a call of somebody else and writes it to the log; gives its output, throws AwsError. */
export function callOutOfBand(services: Services, log: EventLog, call: Call): unknown {
  const { service, operation, input, requestId, caller } = call;
  const serve = Object.hasOwn(services, service) ? services[service as ServiceName] : {};
  const perform = Object.hasOwn(serve, operation) ? serve[operation] : undefined;
  if (perform === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `The sandbox does not serve ${service}:${operation}; its services are ${Object.keys(services).join(', ')}.`,
    );
  }
  const checked = checkInput(service as ServiceName, operation, withBytes(input));
  const output = perform(checked as never, call);
  const common = { service, operation, input, requestId, caller: caller.userArn };
  log.write({ kind: 'call', ...common, ok: true });
  return output;
}

/** JSON has no bytes: the body of an object is written as text. */
function withBytes(input: Call['input']): Call['input'] {
  const { Body } = input;
  return typeof Body === 'string' ? { ...input, Body: Buffer.from(Body) } : input;
}

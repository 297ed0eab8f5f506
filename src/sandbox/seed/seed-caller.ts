import { outOfBand } from '../control/out-of-band';
import { checkInput } from '../service-model/check-input';
import type { Service } from '../wire/operation';

/** Calls an operation of a service in the sandbox itself, as AWS would be called, without the wire. */
export type SeedCall = (operation: string, input: Readonly<Record<string, unknown>>) => unknown;

export function seedCaller(service: Service, account: string): SeedCall {
  return (operation, input) => {
    const serve = service[operation];
    if (serve === undefined) throw new Error(`The seed needs ${operation}.`);
    const call = outOfBand({ service: 'sagemaker', operation, input }, 'SANDBOXSEED', account);
    return serve(checkInput('sagemaker', operation, input) as never, call);
  };
}

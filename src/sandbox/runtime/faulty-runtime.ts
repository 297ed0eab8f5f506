import { randomUUID } from 'node:crypto';
import type { Faults } from '../control/faults';
import { readCredential } from '../wire/caller';
import type { Call } from '../wire/operation';
import type { RuntimeHandler } from '../wire/server';

/** Lets the faults of the control port act on InvokeEndpoint; without faults it costs nothing. */
export function withFaults(runtime: RuntimeHandler, faults: Faults): RuntimeHandler {
  return async (endpoint, request, response, body) => {
    if (faults.isEmpty) return await runtime(endpoint, request, response, body);
    const url = new URL(`http://sandbox.invalid${request.url ?? '/'}`);
    const caller = readCredential(request.headers, url)?.caller;
    if (caller === undefined) return await runtime(endpoint, request, response, body);
    const call: Call = {
      service: 'sagemaker-runtime',
      operation: 'InvokeEndpoint',
      input: {
        EndpointName: endpoint,
        TargetVariant: request.headers['x-amzn-sagemaker-target-variant'],
        InferenceId: request.headers['x-amzn-sagemaker-inference-id'],
      },
      caller,
      requestId: randomUUID(),
    };
    await faults.before(call);
    if ((await faults.after(call).answer) === 'drop') response.destroy();
    else await runtime(endpoint, request, response, body);
  };
}

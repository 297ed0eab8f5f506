import { randomUUID } from 'node:crypto';
import type http from 'node:http';
import { FaultError } from '../control/ending';
import type { Faults } from '../control/faults';
import type { Guard } from '../control/recording-door';
import { sendReply } from '../wire/broken-answer';
import { readCredential } from '../wire/caller';
import { AwsError, type Call } from '../wire/operation';
import { restJsonError } from '../wire/rest-json';
import type { RuntimeHandler } from '../wire/server';
import { captureReply } from './captured-reply';

/** Lets guards and the faults of the control port act on InvokeEndpoint; without them it costs nothing. */
export function withFaults(
  runtime: RuntimeHandler,
  { faults, guards }: { readonly faults: Faults; readonly guards: readonly Guard[] },
): RuntimeHandler {
  return async (endpoint, request, response, body) => {
    if (faults.isEmpty && guards.length === 0) {
      return await runtime(endpoint, request, response, body);
    }
    const call = callOf(endpoint, request);
    if (call === undefined) return await runtime(endpoint, request, response, body);
    for (const guard of guards) guard(call);
    if (faults.isEmpty) return await runtime(endpoint, request, response, body);
    try {
      await faults.before(call);
    } catch (cause) {
      if (!(cause instanceof FaultError) || typeof cause.ending !== 'string') throw cause;
      sendReply(response, restJsonError(cause, call.requestId), cause.ending);
      return;
    }
    const captured = captureReply(response);
    await runtime(endpoint, request, response, body);
    const reply = captured();
    const done = {
      ok: reply.status < 400,
      output: {},
      code: '',
      message: '',
      status: reply.status,
    };
    const ending = await faults.after(call, done).ending;
    if (typeof ending === 'string') sendReply(response, reply, ending);
    else if (!ending.ok) {
      const { code, message, status } = ending;
      sendReply(response, restJsonError(new AwsError(code, message, status), call.requestId));
    }
  };
}

function callOf(endpoint: string, request: http.IncomingMessage): Call | undefined {
  const url = new URL(`http://sandbox.invalid${request.url ?? '/'}`);
  const caller = readCredential(request.headers, url)?.caller;
  return (
    caller && {
      service: 'sagemaker-runtime',
      operation: 'InvokeEndpoint',
      input: {
        EndpointName: endpoint,
        TargetVariant: request.headers['x-amzn-sagemaker-target-variant'],
        InferenceId: request.headers['x-amzn-sagemaker-inference-id'],
      },
      caller,
      requestId: randomUUID(),
    }
  );
}

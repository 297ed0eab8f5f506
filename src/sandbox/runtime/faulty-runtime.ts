import { randomUUID } from 'node:crypto';
import type http from 'node:http';
import { FaultError } from '../control/ending';
import type { Faults } from '../control/faults';
import type { Guard } from '../control/recording-door';
import { sendReply } from '../wire/broken-answer';
import { AwsError, type Call, type Caller } from '../wire/operation';
import { restJsonError } from '../wire/rest-json';
import type { Invoked, RuntimeHandler } from '../wire/server';
import { captureReply } from './captured-reply';

/** Lets guards and the faults of the control port act on InvokeEndpoint; without them it costs nothing. */
export function withFaults(
  runtime: RuntimeHandler,
  faults: Faults,
  guardsOf: (caller: Caller) => readonly Guard[],
): RuntimeHandler {
  return async (invoked, request, response, body) => {
    const guards = guardsOf(invoked.caller);
    if (faults.isEmpty && guards.length === 0) {
      return await runtime(invoked, request, response, body);
    }
    const call = callOf(invoked, request);
    for (const guard of guards) guard(call);
    if (faults.isEmpty) return await runtime(invoked, request, response, body);
    try {
      await faults.before(call);
    } catch (cause) {
      if (!(cause instanceof FaultError) || typeof cause.ending !== 'string') throw cause;
      sendReply(response, restJsonError(cause, call.requestId), cause.ending);
      return;
    }
    const captured = captureReply(response);
    await runtime(invoked, request, response, body);
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

function callOf({ endpoint, caller }: Invoked, { headers }: http.IncomingMessage): Call {
  return {
    service: 'sagemaker-runtime',
    operation: 'InvokeEndpoint',
    input: {
      EndpointName: endpoint,
      TargetVariant: headers['x-amzn-sagemaker-target-variant'],
      InferenceId: headers['x-amzn-sagemaker-inference-id'],
    },
    caller,
    requestId: randomUUID(),
  };
}

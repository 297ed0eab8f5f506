import { performance } from 'node:perf_hooks';
import { captureAnswer } from '../capture/capture-answer';
import { drawCapture } from '../capture/capture-plan';
import type { Captures } from '../capture/captures';
import type { EventLog } from '../event-log';
import type { RequestMetrics } from '../metrics/request-metrics';
import { customAttributesHeader, type ContainerAnswer } from '../models/container-client';
import type { Endpoint } from '../sagemaker/endpoint';
import { sandboxRegion } from '../sagemaker/names';
import type { RuntimeHandler } from '../wire/server';
import { containerRequest, readInvocation, type Invocation } from './invocation';
import { mirror } from './mirror';
import { routeInvocation, type Routed } from './route-invocation';
import { modelError, sendError } from './runtime-error';

export interface DataPlane {
  readonly account: string;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly metrics: RequestMetrics;
  readonly captures: Captures;
  readonly log: EventLog;
}

/** InvokeEndpoint: draws a variant, asks one of its instances, measures, and answers as AWS does. */
export function createRuntime(plane: DataPlane): RuntimeHandler {
  return async ({ endpoint: name }, request, response, body) => {
    const startedAt = performance.now();
    const invocation = readInvocation(decodeURIComponent(name), request, body);
    const headers = { 'x-amzn-requestid': invocation.requestId };
    const routed = routeInvocation(plane, invocation);
    if (!('instance' in routed)) {
      sendError(response, routed, headers);
      return;
    }
    const sentAt = performance.now();
    const slowness = routed.conditions.slowness(routed.variant.name);
    const answering = routed.instance.invoke(containerRequest(invocation), slowness);
    const capture = drawCapture(routed.fleet.settings, Math.random);
    mirror(plane, routed, invocation, capture);
    const answer = await answering;
    const modelMs = performance.now() - sentAt;
    const invoked = { ...headers, 'x-amzn-invoked-production-variant': routed.variant.name };
    const isGood = answer.status >= 200 && answer.status < 300;
    if (isGood) {
      response.writeHead(200, { ...invoked, ...answerHeaders(answer) });
      response.end(answer.body);
    } else {
      sendError(response, failureOf(plane, answer, invocation), invoked);
    }
    if (capture !== undefined) {
      captureAnswer(plane.captures, capture, { invocation, variant: routed.variant, answer });
    }
    const overheadMs = performance.now() - startedAt - modelMs;
    record(plane, routed, invocation, {
      answer,
      modelMs,
      overheadMs,
      answered: isGood ? 200 : 424,
    });
  };
}

function answerHeaders(answer: ContainerAnswer): Record<string, string> {
  return {
    'content-type': answer.contentType ?? 'application/octet-stream',
    'content-length': String(answer.body.length),
    ...(answer.customAttributes !== undefined && {
      [customAttributesHeader]: answer.customAttributes,
    }),
  };
}

/** AWS cuts a container's error text in its answers. */
const mostErrorText = 1_000;

function failureOf(
  { account }: DataPlane,
  { status, body, failure }: ContainerAnswer,
  { endpoint }: Invocation,
) {
  const text = failure ?? body.toString('utf8').slice(0, mostErrorText);
  return modelError({ status, text, endpoint, account, region: sandboxRegion });
}

function record(
  { metrics, log }: DataPlane,
  { fleet, variant, instance }: Routed,
  { endpoint, inferenceId, targetVariant }: Invocation,
  measured: {
    readonly answer: ContainerAnswer;
    readonly modelMs: number;
    readonly overheadMs: number;
    readonly answered: number;
  },
): void {
  const { answer, modelMs, overheadMs, answered } = measured;
  const { status } = answer;
  metrics.record({ endpoint, fleet, variant, status, modelMs, overheadMs });
  log.write({
    kind: 'request',
    endpoint,
    variant: variant.name,
    model: variant.model,
    version: instance.options.version,
    instance: instance.options.id,
    status,
    answered,
    ms: Math.round(modelMs * 1000) / 1000,
    mirrored: false,
    targeted: targetVariant !== undefined,
    ...(inferenceId !== undefined && { id: inferenceId }),
  });
}

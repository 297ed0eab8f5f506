import { sandboxRegion } from '../sagemaker/names';
import type { AwsEvent } from './aws-event';

/** Where events go: a queue, or a bus of an EventBridge endpoint. */
export type EventTarget =
  | { readonly kind: 'sqs'; readonly queueUrl: string }
  | { readonly kind: 'eventbridge'; readonly endpointUrl: string; readonly bus: string };

const form = 'sqs:QUEUE_URL, eventbridge:ENDPOINT_URL or eventbridge:BUS@ENDPOINT_URL';

/** Reads `sqs:QUEUE_URL` or `eventbridge:[BUS@]ENDPOINT_URL`; throws an Error that says what is wrong. */
export function readEventTarget(text: string): EventTarget {
  const match = /^(sqs|eventbridge):(?:([\w./-]+)@)?(https?:\/\/.+)$/.exec(text);
  const [, kind, bus, url = ''] = match ?? [];
  if (match === null || !URL.canParse(url) || (kind === 'sqs' && bus !== undefined)) {
    throw new Error(`--events is ${text}; it must be ${form}.`);
  }
  if (kind === 'sqs') return { kind, queueUrl: url };
  return { kind: 'eventbridge', endpointUrl: url, bus: bus ?? 'default' };
}

export const nameOf = (target: EventTarget): string =>
  target.kind === 'sqs' ? target.queueUrl : `${target.bus}@${target.endpointUrl}`;

/**
 * Sends one event; throws with what the target said. The request names the service in its credential scope, as
 * emulators need it, but is not signed: AWS itself refuses it, so that no simulated event can reach a real account.
 */
export async function deliver(
  target: EventTarget,
  event: AwsEvent,
  signal: AbortSignal,
): Promise<void> {
  const { url, service, version, operation, input } = requestFor(target, event);
  const day = event.time.slice(0, 10).replaceAll('-', '');
  const scope = `SANDBOX/${day}/${sandboxRegion}/${service}/aws4_request`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': operation,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=unsigned`,
    },
    body: JSON.stringify(input),
    signal,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${text.slice(0, 200)}`);
  // PutEvents answers 200 for entries it did not take.
  if (target.kind === 'eventbridge' && !/"FailedEntryCount":\s*0\b/.test(text)) {
    throw new Error(`${operation}: ${text.slice(0, 200)}`);
  }
}

function requestFor(target: EventTarget, event: AwsEvent) {
  if (target.kind === 'sqs') {
    return {
      url: new URL('/', target.queueUrl),
      service: 'sqs',
      version: '1.0',
      operation: 'AmazonSQS.SendMessage',
      input: { QueueUrl: target.queueUrl, MessageBody: JSON.stringify(event) },
    };
  }
  const entry = {
    EventBusName: target.bus,
    Source: event.source,
    DetailType: event['detail-type'],
    Time: Date.parse(event.time) / 1000,
    Resources: event.resources,
    Detail: JSON.stringify(event.detail),
  };
  return {
    url: new URL(target.endpointUrl),
    service: 'events',
    version: '1.1',
    operation: 'AWSEvents.PutEvents',
    input: { Entries: [entry] },
  };
}

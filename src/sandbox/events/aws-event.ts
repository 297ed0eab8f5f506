import { randomUUID } from 'node:crypto';
import { accountOfArn } from '../account/account-id';
import { sandboxRegion } from '../sagemaker/names';

export type EventType =
  | 'SageMaker Model Package State Change'
  | 'SageMaker Endpoint State Change'
  | 'SageMaker Endpoint Deployment State Change'
  | 'CloudWatch Alarm State Change';

export type EventDetail = Readonly<Record<string, unknown>>;

/** An event in EventBridge's envelope, as a rule's target gets it. */
export interface AwsEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': EventType;
  readonly source: 'aws.sagemaker' | 'aws.cloudwatch';
  readonly account: string;
  /** ISO, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: EventDetail;
}

/** An event about one resource, with a new id and the time given, ms. */
export function awsEvent(
  type: EventType,
  resource: string,
  detail: EventDetail,
  at = Date.now(),
): AwsEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': type,
    source: type.startsWith('CloudWatch') ? 'aws.cloudwatch' : 'aws.sagemaker',
    account: accountOfArn(resource),
    time: isoSeconds(new Date(at)),
    region: sandboxRegion,
    resources: [resource],
    detail,
  };
}

/** `2021-02-24T17:00:14Z`. */
export const isoSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** A copy with every Date in it written another way, and nothing undefined left. */
export function withDates(value: unknown, write: (date: Date) => unknown): unknown {
  if (value instanceof Date) return write(value);
  if (Array.isArray(value)) return value.map((item) => withDates(item, write));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withDates(member, write)]));
}

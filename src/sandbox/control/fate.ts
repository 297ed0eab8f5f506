import { z } from 'zod';
import * as fates from '../sagemaker/endpoint-fate';
import type { Endpoint } from '../sagemaker/endpoint';

const times = z.int().min(0);

/** What AWS does to an endpoint by itself; each word is one of docs/sandbox.md. */
export const fateSchema = z.discriminatedUnion('fate', [
  z.strictObject({ fate: z.literal('maintenance'), seconds: z.number().min(0).max(86_400) }),
  z.strictObject({
    fate: z.literal('out-of-service'),
    reason: z.string().max(1024).default('The endpoint is out of service.'),
  }),
  z.strictObject({ fate: z.literal('recovered') }),
  z.strictObject({
    fate: z.literal('instance-lost'),
    variant: z.string().optional(),
    instance: z.string().optional(),
  }),
  /** Without `times` until it is set to 0. */
  z.strictObject({ fate: z.literal('no-capacity'), times: times.optional() }),
  z.strictObject({ fate: z.literal('stuck') }),
  z.strictObject({ fate: z.literal('released') }),
  /** 0 ends it. */
  z.strictObject({
    fate: z.literal('slow'),
    variant: z.string().optional(),
    milliseconds: z.number().min(0).max(60_000),
  }),
  z.strictObject({ fate: z.literal('silent-revert'), times: times.default(1) }),
  z.strictObject({ fate: z.literal('rollback-failed'), times: times.default(1) }),
]);

export type Fate = z.output<typeof fateSchema>;

/** Lets it happen; gives what there is to tell. Throws AwsError where the endpoint's state does not allow it. */
export function meet(endpoint: Endpoint, fate: Fate): Readonly<Record<string, unknown>> {
  const { conditions } = endpoint;
  switch (fate.fate) {
    case 'maintenance':
      fates.maintain(endpoint, fate.seconds);
      break;
    case 'out-of-service':
      fates.goOutOfService(endpoint, fate.reason);
      break;
    case 'recovered':
      fates.recover(endpoint);
      break;
    case 'instance-lost':
      return { instance: fates.loseInstance(endpoint, fate) };
    case 'no-capacity':
      conditions.refuseCapacity(fate.times);
      break;
    case 'stuck':
      conditions.stick();
      break;
    case 'released':
      conditions.release();
      break;
    case 'slow':
      conditions.slow(fate.milliseconds, fate.variant);
      break;
    case 'silent-revert':
      conditions.revertSilently(fate.times);
      break;
    case 'rollback-failed':
      conditions.failRollback(fate.times);
      break;
  }
  return {};
}

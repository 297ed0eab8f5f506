import { z } from 'zod';
import type { Guard } from '../control/recording-door';
import type { World } from '../sagemaker/world';
import { AwsError, type Call } from '../wire/operation';
import { requestedInstances, runningInstances } from './instances';

const count = z.int().min(0).optional();

/** What an account may have at most; absent is unlimited. */
export const quotasSchema = z.strictObject({
  endpoints: count,
  endpointConfigs: count,
  models: count,
  /** By instance type, over all endpoints: `ml.m5.xlarge: 4`. */
  instances: z.record(z.string().regex(/^ml\./), z.int().min(0)).optional(),
  instancesPerEndpoint: count,
});

export type Quotas = z.output<typeof quotasSchema>;

/** Refuses with ResourceLimitExceeded what would exceed a quota. */
export function createQuotas(world: World, quotas: Quotas): Guard {
  return (call) => {
    if (call.service !== 'sagemaker') return;
    const { endpoints, endpointConfigs, models, instances, instancesPerEndpoint } = quotas;
    const one = (operation: string, name: string, limit: number | undefined, used: number): void =>
      call.operation === operation ? check({ name, limit, used, delta: 1 }) : undefined;
    one('CreateEndpoint', 'Number of endpoints', endpoints, world.endpoints.size);
    one('CreateEndpointConfig', 'Number of endpoint configs', endpointConfigs, world.configs.size);
    one('CreateModel', 'Number of models', models, world.models.size);
    if (instances === undefined && instancesPerEndpoint === undefined) return;
    const asked = requestedInstances(world, call);
    checkEndpoint(world, call, asked, instancesPerEndpoint);
    for (const [type, limit] of Object.entries(instances ?? {})) {
      const used = runningInstances(world).get(type) ?? 0;
      const name = `${type} for endpoint usage`;
      const delta = asked.get(type) ?? 0;
      if (call.operation === 'UpdateEndpoint' && used + delta > limit) {
        const what = `the new fleet of an update counts beside the old one for the quota of ${type}`;
        world.log.write({ kind: 'undocumented', what });
      }
      check({ name, unit: ' Instances', limit, used, delta });
    }
  };
}

/** Of one endpoint: the fleet that an update replaces goes, so only the new one counts. */
function checkEndpoint(
  world: World,
  call: Call,
  asked: ReadonlyMap<string, number>,
  limit: number | undefined,
): void {
  const delta = [...asked.values()].reduce((sum, value) => sum + value, 0);
  const isChange = call.operation === 'UpdateEndpointWeightsAndCapacities';
  const name = typeof call.input.EndpointName === 'string' ? call.input.EndpointName : '';
  const running = isChange ? [...runningInstances(world, name).values()] : [];
  const used = running.reduce((sum, value) => sum + value, 0);
  check({ name: 'Number of instances for an endpoint', unit: ' Instances', limit, used, delta });
}

function check(quota: {
  readonly name: string;
  readonly unit?: string;
  readonly limit: number | undefined;
  readonly used: number;
  readonly delta: number;
}): void {
  const { name, unit = '', limit = Infinity, used, delta } = quota;
  if (delta <= 0 || used + delta <= limit) return;
  throw new AwsError(
    'ResourceLimitExceeded',
    `The account-level service limit '${name}' is ${limit}${unit}, with current utilization of ${used}${unit} and a request delta of ${delta}${unit}. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.`,
  );
}

import { DescribeEndpointCommand } from '@aws-sdk/client-sagemaker';
import { describeShape, sameShape, type EndpointShape } from '../release/endpoint-shape';
import { outOfBandChange } from './action';
import type { AwsClients } from './aws/clients';

/** What DescribeEndpoint says, in our words; `shape` holds the desired weights, `current` those in force. */
export interface LiveEndpoint {
  readonly name: string;
  readonly status: string;
  readonly failureReason: string;
  readonly shape: EndpointShape;
  readonly current: EndpointShape;
  readonly instances: Readonly<Record<string, { current: number; desired: number }>>;
  /** Config of the update that runs, where one does. */
  readonly pendingConfig?: string;
}

/** Reads an endpoint once; NotFound where it is gone. */
export async function readEndpoint(clients: AwsClients, name: string): Promise<LiveEndpoint> {
  const live = await clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
  const config = live.EndpointConfigName ?? '';
  const variants = live.ProductionVariants ?? [];
  const by = <T>(pick: (variant: (typeof variants)[number]) => T): Record<string, T> =>
    Object.fromEntries(variants.map((variant) => [variant.VariantName ?? '', pick(variant)]));
  const pending = live.PendingDeploymentSummary?.EndpointConfigName;
  return {
    name,
    status: live.EndpointStatus ?? 'Unknown',
    failureReason: live.FailureReason ?? '',
    shape: { config, weights: by((variant) => variant.DesiredWeight ?? 0) },
    current: { config, weights: by((variant) => variant.CurrentWeight ?? 0) },
    instances: by((variant) => ({
      current: variant.CurrentInstanceCount ?? 0,
      desired: variant.DesiredInstanceCount ?? 0,
    })),
    ...(pending !== undefined && { pendingConfig: pending }),
  };
}

/** States from which SageMaker accepts a change. */
export const acceptsChange = (live: LiveEndpoint): boolean =>
  live.status === 'InService' || live.status === 'UpdateRollbackFailed';

/** States that end by themselves; any status word we don't know counts as neither healthy nor final. */
export const isMoving = (live: LiveEndpoint): boolean =>
  !['InService', 'UpdateRollbackFailed', 'Failed', 'OutOfService'].includes(live.status);

/** The last change ended for want of instances; AWS's words are the only sign of it. */
export const isShort = ({ failureReason }: LiveEndpoint): boolean =>
  failureReason.includes('InsufficientInstanceCapacity');

/** Refuses to go on where somebody else has changed the endpoint since it was read last. */
export function assertAt(live: LiveEndpoint, shape: EndpointShape): void {
  if (sameShape(live.shape, shape)) return;
  throw outOfBandChange(
    `${live.name} is at ${describeShape(live.shape)}, not at ${describeShape(shape)}: somebody else changed it. Nothing was overwritten`,
  );
}

import { UpdateEndpointWeightsAndCapacitiesCommand } from '@aws-sdk/client-sagemaker';
import type { EndpointShape } from '../release/endpoint-shape';
import { actionTaken, notReadyYet, type Action } from './action';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { acceptsChange, assertAt, isShort, readEndpoint } from './live-endpoint';

export interface MatchCapacityInput {
  readonly endpoint: string;
  /** How the endpoint must stand. */
  readonly shape: EndpointShape;
  readonly variant: string;
  readonly like: string;
  readonly evidence: EvidenceAddress;
}

/** Raises a variant to the instances of another and answers when they run; where it has as many it changes nothing. */
export function matchCapacity(
  { clients, store }: ActivityContext,
  { endpoint, shape, variant, like, evidence }: MatchCapacityInput,
): Promise<Action> {
  return failing(`raise ${variant} of ${endpoint}`, async () => {
    const live = await readEndpoint(clients, endpoint);
    const { current } = live.instances[variant] ?? { current: 0 };
    const wanted = live.instances[like]?.desired ?? 0;
    if (!acceptsChange(live))
      throw notReadyYet(`${endpoint} is ${live.status}; ${variant} has ${current} instances`, 5);
    assertAt(live, shape);
    if (current >= wanted) {
      const summary = `${variant} has ${current} instances, ${like} ${wanted}`;
      return await actionTaken(store, evidence, summary, { live });
    }
    // Asked again while it has too few: where AWS was short of instances the count stays what it was.
    await raiseVariant(clients, endpoint, { variant, instances: wanted });
    throw isShort(live)
      ? notReadyYet(`${variant} has ${current} of ${wanted} instances: ${live.failureReason}`, 60)
      : notReadyYet(`${variant} is raised from ${current} to ${wanted} instances`, 5);
  });
}

/** Instances that a variant is meant to have now. */
export function countInstances(
  { clients }: ActivityContext,
  { endpoint, variant }: { readonly endpoint: string; readonly variant: string },
): Promise<number> {
  return failing(`count the instances of ${variant} of ${endpoint}`, async () => {
    const live = await readEndpoint(clients, endpoint);
    return live.instances[variant]?.desired ?? 0;
  });
}

/** SageMaker changes the capacity of one variant per call. */
export async function raiseVariant(
  clients: AwsClients,
  endpoint: string,
  { variant, instances }: { readonly variant: string; readonly instances: number },
): Promise<void> {
  await clients.sagemakerMutations.send(
    new UpdateEndpointWeightsAndCapacitiesCommand({
      EndpointName: endpoint,
      DesiredWeightsAndCapacities: [{ VariantName: variant, DesiredInstanceCount: instances }],
    }),
  );
}

import { UpdateEndpointWeightsAndCapacitiesCommand } from '@aws-sdk/client-sagemaker';
import { describeShape, sameShape, type EndpointShape } from '../release/endpoint-shape';
import { actionTaken, notReadyYet, outOfBandChange, type Action } from './action';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import { raiseVariant } from './capacity';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { acceptsChange, assertAt, readEndpoint, type LiveEndpoint } from './live-endpoint';
import { refuseIfRejected } from './model-package';
import { readScaling } from './scaling-reader';

export interface ShiftTrafficInput {
  readonly endpoint: string;
  readonly from: EndpointShape;
  readonly to: EndpointShape;
  readonly packageArn: string;
  readonly evidence: EvidenceAddress;
}

/** Sets the full weight vector and answers when it is read back in force; the call is made once, later attempts only look. */
export function shiftTraffic(context: ActivityContext, input: ShiftTrafficInput): Promise<Action> {
  const { clients, store } = context;
  const { endpoint, from, to } = input;
  return failing(`shift ${endpoint} to ${describeShape(to)}`, async () => {
    const live = await readEndpoint(clients, endpoint);
    if (inForce(live, to)) {
      const summary = `${endpoint} is at ${describeShape(to)}`;
      return await actionTaken(store, input.evidence, summary, { live });
    }
    if (sameShape(live.shape, to) || !acceptsChange(live))
      throw notReadyYet(`${endpoint} is ${live.status} on the way to ${describeShape(to)}`, 2);
    assertAt(live, from);
    await refuseIfRejected(clients, input.packageArn);
    await setWeights(clients, endpoint, to);
    throw notReadyYet(`${endpoint} goes to ${describeShape(to)}`, 1);
  });
}

export interface RestoreTrafficInput {
  readonly endpoint: string;
  /** Both variants, everything on the stable. */
  readonly to: EndpointShape;
  readonly own: readonly EndpointShape[];
  readonly stable: { readonly variant: string; readonly instances: number };
  /** The candidate's variant, where both are scaled: the stable gets as many instances as it has come to have. */
  readonly scaledBeside?: string;
  readonly overwrite: boolean;
  readonly evidence: EvidenceAddress;
}

/**
 * Puts all traffic back on the stable in one absolute weight change; where the stable has lost capacity, that first.
 * Where the two variants don't stand together any more there is no weight to restore: the configuration's undo does it.
 */
export function restoreTraffic(
  context: ActivityContext,
  input: RestoreTrafficInput,
): Promise<Action> {
  const { clients, store } = context;
  const { endpoint, to, stable } = input;
  return failing(`restore the traffic of ${endpoint}`, async () => {
    const live = await readEndpoint(clients, endpoint);
    const done = (summary: string) => actionTaken(store, input.evidence, summary, { live });
    if (live.status === 'InService' && live.shape.config !== to.config)
      return await done(`${endpoint} is at ${describeShape(live.shape)}; no weights to restore`);
    if (inForce(live, to)) {
      const grown = await growAsCandidate(clients, input, live);
      return await done(`${endpoint} is at ${describeShape(to)} again${grown}`);
    }
    if (!acceptsChange(live))
      throw notReadyYet(`${endpoint} is ${live.status}; weights are restored when it allows`, 5);
    if (!input.overwrite && !input.own.some((shape) => sameShape(shape, live.shape)))
      throw outOfBandChange(
        `${endpoint} is at ${describeShape(live.shape)}, which this release never asked for: somebody else changed it. It was not overwritten`,
      );
    const { current } = live.instances[stable.variant] ?? { current: 0 };
    const needed = await allowed(clients, input, { from: current, to: stable.instances });
    if (current < needed) {
      await raiseVariant(clients, endpoint, { variant: stable.variant, instances: needed });
      throw notReadyYet(`${stable.variant} is raised from ${current} to ${needed} first`, 5);
    }
    await setWeights(clients, endpoint, to);
    throw notReadyYet(`${endpoint} goes back to ${describeShape(to)}`, 1);
  });
}

/** With the traffic the stable gets what the candidate has scaled out to; autoscaling would come to it too, some minutes later, so a refusal costs no more than that. */
async function growAsCandidate(
  clients: AwsClients,
  input: RestoreTrafficInput,
  { instances: live }: LiveEndpoint,
): Promise<string> {
  const { endpoint, stable, scaledBeside } = input;
  if (scaledBeside === undefined) return '';
  const from = live[stable.variant]?.desired ?? 0;
  const instances = await allowed(clients, input, { from, to: live[scaledBeside]?.desired ?? 0 });
  if (instances <= from) return '';
  return await raiseVariant(clients, endpoint, { variant: stable.variant, instances }).then(
    () => `; ${stable.variant} is raised to ${instances} instances`,
    () => '',
  );
}

/** The instances that a raise may ask for: a scheduled action may have lowered what autoscaling allows. What can't be read holds no way back up. */
async function allowed(
  clients: AwsClients,
  { endpoint, stable, scaledBeside }: RestoreTrafficInput,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  if (scaledBeside === undefined || to <= from) return to;
  const found = await readScaling(clients, endpoint, stable.variant).catch(() => undefined);
  return Math.min(to, found?.scaling.max ?? Infinity);
}

function inForce(live: LiveEndpoint, shape: EndpointShape): boolean {
  return (
    live.status === 'InService' && sameShape(live.shape, shape) && sameShape(live.current, shape)
  );
}

async function setWeights(clients: AwsClients, endpoint: string, to: EndpointShape): Promise<void> {
  await clients.sagemakerMutations.send(
    new UpdateEndpointWeightsAndCapacitiesCommand({
      EndpointName: endpoint,
      DesiredWeightsAndCapacities: Object.entries(to.weights).map(
        ([VariantName, DesiredWeight]) => ({
          VariantName,
          DesiredWeight,
        }),
      ),
    }),
  );
}

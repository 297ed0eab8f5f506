import { ApplicationFailure } from '@temporalio/activity';
import { UpdateEndpointCommand, type UpdateEndpointCommandInput } from '@aws-sdk/client-sagemaker';
import { describeShape, sameShape, type EndpointShape } from '../release/endpoint-shape';
import { actionTaken, notReadyYet, outOfBandChange, type Action } from './action';
import { failing } from './aws/failure-mapping';
import { deregister, type OwnTarget } from './candidate-scaling';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import {
  acceptsChange,
  assertAt,
  isMoving,
  readEndpoint,
  type LiveEndpoint,
} from './live-endpoint';
import { refuseIfRejected } from './model-package';

export interface UpdateEndpointInput {
  readonly endpoint: string;
  /** How the endpoint must stand before. */
  readonly from: EndpointShape;
  readonly to: EndpointShape;
  readonly packageArn: string;
  /** Where autoscaling decides the counts: variants keep theirs, and only weights come from the config. */
  readonly keepCounts?: boolean;
  readonly evidence: EvidenceAddress;
}

/**
 * Starts the swap to another endpoint config; the watch waits for its end. There is no client token, so a retry
 * describes first and adopts an update that has landed. Counts and weights are the config's Initial values.
 */
export function updateEndpoint(
  context: ActivityContext,
  input: UpdateEndpointInput,
): Promise<Action> {
  const { clients, store } = context;
  return failing(`UpdateEndpoint ${input.endpoint} to ${input.to.config}`, async () => {
    const before = await readEndpoint(clients, input.endpoint);
    if (!isAt(before, input.to.config)) {
      await refuseIfRejected(clients, input.packageArn);
      if (!acceptsChange(before)) throw busy(before);
      assertAt(before, input.from);
      await clients.sagemakerMutations.send(
        new UpdateEndpointCommand({
          EndpointName: input.endpoint,
          EndpointConfigName: input.to.config,
          ...(input.keepCounts ? liveCounts : { RetainAllVariantProperties: false }),
        }),
      );
    }
    const after = await readEndpoint(clients, input.endpoint);
    const summary = `${input.endpoint}: update from ${input.from.config} to ${input.to.config} accepted`;
    return await actionTaken(store, input.evidence, summary, { before, after });
  });
}

export interface RestoreConfigurationInput {
  readonly endpoint: string;
  readonly target: EndpointShape;
  /** Every shape this release may have left the endpoint in. */
  readonly own: readonly EndpointShape[];
  /** A scalable target without which SageMaker takes the config back. */
  readonly scaling?: OwnTarget;
  readonly overwrite: boolean;
  readonly evidence: EvidenceAddress;
}

/**
 * Swaps the endpoint back to the rollback target's config and waits until it serves. Live counts are retained, so a
 * fleet raised above its config is not scaled in; the weight comes from the config, because a live 0 would stay 0.
 */
export function restoreConfiguration(
  context: ActivityContext,
  input: RestoreConfigurationInput,
): Promise<Action> {
  const { clients, store } = context;
  const { endpoint, target } = input;
  return failing(`restore ${endpoint} to ${target.config}`, async () => {
    const live = await readEndpoint(clients, endpoint);
    if (live.status === 'InService' && live.shape.config === target.config) {
      const summary = `${endpoint} is at ${describeShape(live.shape)} again`;
      return await actionTaken(store, input.evidence, summary, { live });
    }
    if (isMoving(live)) throw busy(live);
    if (live.status === 'Failed' || live.status === 'OutOfService') throw beyondRepair(live);
    if (!input.overwrite && !input.own.some((shape) => sameShape(shape, live.shape)))
      throw outOfBandChange(
        `${endpoint} is at ${describeShape(live.shape)}, which this release never asked for: somebody else changed it. It was not overwritten`,
      );
    if (input.scaling) await deregister(clients, input.scaling);
    await clients.sagemakerMutations.send(
      new UpdateEndpointCommand({
        EndpointName: endpoint,
        EndpointConfigName: target.config,
        ...liveCounts,
      }),
    );
    throw notReadyYet(`${endpoint} goes back to ${target.config}`, 5);
  });
}

/** A live weight of 0 would stay 0. */
const liveCounts: Pick<
  UpdateEndpointCommandInput,
  'RetainAllVariantProperties' | 'ExcludeRetainedVariantProperties'
> = {
  RetainAllVariantProperties: true,
  ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredWeight' }],
};

const isAt = (live: LiveEndpoint, config: string): boolean =>
  live.shape.config === config || live.pendingConfig === config;

function busy(live: LiveEndpoint): ApplicationFailure {
  return notReadyYet(`${live.name} is ${live.status}; SageMaker accepts no change yet`, 5);
}

function beyondRepair(live: LiveEndpoint): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'AwsRefused',
    nonRetryable: true,
    message: `${live.name} is ${live.status} (${live.failureReason || 'no reason given'}): SageMaker only lets it be deleted and made again`,
  });
}

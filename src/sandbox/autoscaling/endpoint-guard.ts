import { invalid } from '../sagemaker/names';
import type { World } from '../sagemaker/world';
import type { Call } from '../wire/operation';
import type { EventLog } from '../event-log';
import type { Scaling } from './scaling';
import type { Target } from './target';
import { variantOf } from './target-id';
import { removeTarget } from './targets';

/** What SageMaker asks of Application Auto Scaling before it changes or deletes an endpoint. */
export function createEndpointGuard(
  scaling: Scaling,
  log: Pick<EventLog, 'write'>,
): NonNullable<World['scaling']> {
  const targetsOf = (endpoint: string): readonly Target[] =>
    [...scaling.targets.values()].filter((target) => variantOf(target)?.endpoint === endpoint);

  return {
    assertUpdatable: ({ name, serving }, next) => {
      const typeIn = (fleet: typeof serving, variantName: string | undefined) =>
        fleet?.variants.find(({ name }) => name === variantName)?.written.InstanceType;
      const barred = targetsOf(name)
        .map((target) => variantOf(target)?.variant)
        .filter((variant) => {
          const isKept = next.variants.some(({ name }) => name === variant);
          return !isKept || typeIn(next, variant) !== typeIn(serving, variant);
        });
      if (barred.length === 0) return;
      throw invalid(
        `The variant(s) "[${barred.join(', ')}]" must be deregistered as scalable targets with AWS Application Auto Scaling before they can be removed or have their instance type updated.`,
      );
    },
    isRegistered: ({ name }) => targetsOf(name).length > 0,
    // SageMaker deregisters with the permissions of who deletes, so the log names that caller.
    deleted: ({ name }, { caller, requestId }) => {
      for (const target of targetsOf(name)) {
        removeTarget(scaling, target);
        log.write(deregistration(target, { caller, requestId }));
      }
    },
  };
}

function deregistration(target: Target, { caller, requestId }: Pick<Call, 'caller' | 'requestId'>) {
  const { ServiceNamespace, ResourceId, ScalableDimension } = target;
  return {
    kind: 'call',
    service: 'application-autoscaling',
    operation: 'DeregisterScalableTarget',
    input: { ServiceNamespace, ResourceId, ScalableDimension },
    caller: caller.userArn,
    requestId,
    ok: true,
  } as const;
}

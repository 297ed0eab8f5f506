import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { forSuite } from '../for-suite';
import { startWire } from '../wire/wire-stack';

export const namespace = { ServiceNamespace: 'sagemaker' } as const;
export const target = {
  ...namespace,
  ResourceId: 'endpoint/fraud-scorer/variant/main',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
} as const;

export const of = (ResourceId: string) => ({ ...target, ResourceId });

/** When everything is created. */
export const now = 1_700_000_000_000;

/** The SDK's client on the sandbox's wire, with a clock that stands. */
async function startScalingClient() {
  const wire = await startWire({ clock: { now: () => now } });
  const client = new ApplicationAutoScalingClient(wire.client);
  return {
    wire,
    client,
    register: (more: object = { MinCapacity: 1, MaxCapacity: 4 }, id: object = target) =>
      client.send(new RegisterScalableTargetCommand({ ...target, ...id, ...more })),
    deregister: () => client.send(new DeregisterScalableTargetCommand(target)),
    stop: async () => {
      client.destroy();
      await wire.stop();
    },
  };
}

/** The same for all tests of a suite. */
export const useScaling = () => forSuite(startScalingClient, (scaling) => scaling.stop());

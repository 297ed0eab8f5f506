import { activityInfo } from '@temporalio/activity';
import { RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { variantTarget, type Suspended } from '../release/variant-scaling';
import { actionTaken, outOfBandChange, type Action } from './action';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { readEndpoint } from './live-endpoint';
import { readScaling, suspendedState } from './scaling-reader';

export interface HoldScaleInInput {
  readonly endpoint: string;
  readonly variant: string;
  /** How the plan found the target. */
  readonly suspended: Suspended;
  readonly evidence: EvidenceAddress;
}

/** What is held: from now on the variant's fleet has at least this many instances. */
export interface HeldFleet extends Action {
  readonly instances: number;
}

/**
 * Suspends the scale-in of a variant: its share falls during a release, and a fleet that followed it could not take
 * all traffic back. It still scales out.
 */
export function holdScaleIn(
  { clients, store }: ActivityContext,
  { endpoint, variant, suspended, evidence }: HoldScaleInInput,
): Promise<HeldFleet> {
  const what = `scale-in of ${variant} of ${endpoint}`;
  return failing(`suspend the ${what}`, async () => {
    const before = await readScaling(clients, endpoint, variant);
    if (!before) throw gone(endpoint, variant);
    const ours = { ...suspended, scaleIn: true };
    const isPlanned = same(before.scaling.suspended, suspended);
    // Only a retry can find what an attempt of ours has written.
    const isHeld = activityInfo().attempt > 1 && same(before.scaling.suspended, ours);
    if (!isPlanned && !isHeld) throw changed(what, before.scaling.suspended);
    if (!same(before.scaling.suspended, ours)) await suspend(clients, endpoint, variant, ours);
    const after = await readScaling(clients, endpoint, variant);
    const live = await readEndpoint(clients, endpoint);
    const { desired: instances } = live.instances[variant] ?? { desired: 0 };
    const summary = `${what} is suspended at ${instances} instances`;
    return { ...(await actionTaken(store, evidence, summary, { before, after, live })), instances };
  });
}

/** Gives the target the suspended state that the plan found, and touches nothing else of it. */
export function restoreScaleIn(
  { clients, store }: ActivityContext,
  { endpoint, variant, suspended, evidence }: HoldScaleInInput,
): Promise<Action> {
  const what = `scaling of ${variant} of ${endpoint}`;
  return failing(`restore the ${what}`, async () => {
    const before = await readScaling(clients, endpoint, variant);
    if (!before) throw gone(endpoint, variant);
    const ours = { ...suspended, scaleIn: true };
    if (!same(before.scaling.suspended, suspended)) {
      if (!same(before.scaling.suspended, ours)) throw changed(what, before.scaling.suspended);
      await suspend(clients, endpoint, variant, suspended);
    }
    const after = await readScaling(clients, endpoint, variant);
    const summary = `${what} is as it was: ${describe(suspended)}`;
    return await actionTaken(store, evidence, summary, { before, after });
  });
}

async function suspend(
  { autoscalingMutations }: AwsClients,
  endpoint: string,
  variant: string,
  suspended: Suspended,
): Promise<void> {
  await autoscalingMutations.send(
    new RegisterScalableTargetCommand({
      ...variantTarget(endpoint, variant),
      SuspendedState: suspendedState(suspended),
    }),
  );
}

function gone(endpoint: string, variant: string) {
  return outOfBandChange(
    `${variant} of ${endpoint} is no scalable target any more: somebody else has deregistered it. It was not registered again`,
  );
}

function changed(what: string, suspended: Suspended) {
  return outOfBandChange(
    `of the ${what} there is ${describe(suspended)}, which this release never asked for: somebody else changed it. It was not overwritten`,
  );
}

const same = (a: Suspended, b: Suspended): boolean => describe(a) === describe(b);

function describe({ scaleIn, scaleOut, scheduled }: Suspended): string {
  const parts = [
    ...(scaleIn ? ['scale-in'] : []),
    ...(scaleOut ? ['scale-out'] : []),
    ...(scheduled ? ['scheduled scaling'] : []),
  ];
  return parts.length === 0 ? 'nothing suspended' : `${parts.join(', ')} suspended`;
}

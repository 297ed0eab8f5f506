import {
  DeregisterScalableTargetCommand,
  ListTagsForResourceCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
  type PutScalingPolicyRequest,
  type PutScheduledActionRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { JsonObject } from '../release/canonical';
import { textAt } from '../release/json-access';
import { scalingFor, variantTarget, type Suspended } from '../release/variant-scaling';
import { actionTaken, outOfBandChange, type Action } from './action';
import { isNotFound } from './aws/aws-error';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { assertOwn, tagList } from './ownership';
import { readScaling, suspendedState } from './scaling-reader';

export interface ScaleCandidateInput {
  readonly endpoint: string;
  readonly stable: string;
  readonly candidate: string;
  /** How the plan found the stable's target. */
  readonly suspended: Suspended;
  readonly tags: Readonly<Record<string, string>>;
  readonly owner: string;
  readonly evidence: EvidenceAddress;
}

/** The candidate's scalable target, and the release that made it. */
export interface OwnTarget {
  readonly endpoint: string;
  readonly candidate: string;
  readonly owner: string;
}

/** Gives the candidate's variant the stable's range, policies and scheduled actions as they are now; it only scales out. */
export function scaleCandidate(
  { clients, store }: ActivityContext,
  { endpoint, stable, candidate, suspended, tags, owner, evidence }: ScaleCandidateInput,
): Promise<Action> {
  return failing(`scale ${candidate} of ${endpoint} as ${stable}`, async () => {
    const of = await readScaling(clients, endpoint, stable);
    if (!of)
      throw outOfBandChange(
        `${stable} of ${endpoint} is no scalable target any more: somebody else has deregistered it`,
      );
    const place = variantTarget(endpoint, candidate);
    const wanted = scalingFor({ ...of.scaling, suspended }, stable, candidate);
    const isOurs = await isRegistered(clients, { endpoint, candidate, owner });
    await clients.autoscalingMutations.send(
      new RegisterScalableTargetCommand({
        ...place,
        MinCapacity: wanted.min,
        MaxCapacity: wanted.max,
        SuspendedState: suspendedState(wanted.suspended),
        // AWS takes tags with a new target only.
        ...(!isOurs && { Tags: tags }),
      }),
    );
    for (const policy of wanted.policies)
      await clients.autoscalingMutations.send(
        new PutScalingPolicyCommand({ ...place, ...asPolicy(policy) }),
      );
    for (const action of wanted.scheduledActions.filter(isToCome))
      await clients.autoscalingMutations.send(
        new PutScheduledActionCommand({ ...place, ...asAction(action) }),
      );
    const made = await readScaling(clients, endpoint, candidate);
    const summary = `${candidate} scales from ${wanted.min} to ${wanted.max}, as ${stable} does`;
    return await actionTaken(store, evidence, summary, { of, made });
  });
}

/** Deregisters the candidate's variant, with which its policies and scheduled actions go; gone already is done. */
export function stopScalingCandidate(
  { clients }: ActivityContext,
  input: OwnTarget,
): Promise<{ summary: string }> {
  const what = `${input.candidate} of ${input.endpoint}`;
  return failing(`deregister ${what} as scalable target`, async () => {
    await deregister(clients, input);
    return { summary: `${what} is no scalable target any more` };
  });
}

/** Deregisters what this release has registered, once; somebody may be quicker. */
export async function deregister(clients: AwsClients, own: OwnTarget): Promise<void> {
  if (!(await isRegistered(clients, own))) return;
  const place = variantTarget(own.endpoint, own.candidate);
  try {
    await clients.autoscalingMutations.send(new DeregisterScalableTargetCommand(place));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Whether this release has registered the variant; a target of somebody else's is refused. */
async function isRegistered(
  clients: AwsClients,
  { endpoint, candidate, owner }: OwnTarget,
): Promise<boolean> {
  const found = await readScaling(clients, endpoint, candidate);
  if (!found) return false;
  const { Tags = {} } = await clients.autoscaling.send(
    new ListTagsForResourceCommand({ ResourceARN: found.arn }),
  );
  const what = `scalable target ${candidate} of ${endpoint}`;
  assertOwn({ what, tags: tagList(Tags) }, { 'slipway:release': owner });
  return true;
}

function asPolicy(policy: JsonObject) {
  return policy as unknown as Pick<PutScalingPolicyRequest, 'PolicyName'>;
}

/** AWS refuses a one-time action whose time, on the clock of its zone, has gone by. */
function isToCome(action: JsonObject): boolean {
  const [, once] = /^at\((.*)\)$/.exec(textAt(action, 'Schedule') ?? '') ?? [];
  if (once === undefined) return true;
  const timeZone = textAt(action, 'Timezone') ?? 'UTC';
  // Swedish dates are ISO ones, so that they compare as texts.
  const clock = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return once.replace('T', ' ') > clock.format(new Date());
}

function asAction(action: JsonObject): Pick<PutScheduledActionRequest, 'ScheduledActionName'> {
  const time = (key: string) => {
    const text = textAt(action, key);
    return text === undefined ? {} : { [key]: new Date(text) };
  };
  return {
    ...(action as unknown as Pick<PutScheduledActionRequest, 'ScheduledActionName'>),
    ...time('StartTime'),
    ...time('EndTime'),
  };
}

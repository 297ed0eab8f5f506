import {
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
  type DescribeModelPackageCommandOutput,
  type ModelApprovalStatus,
} from '@aws-sdk/client-sagemaker';
import type { RegistryPolicy } from '../release/spec';
import { actionTaken, notReadyYet, type Action } from './action';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { otherEndpointsServing } from './served-packages';

/** A decision somebody made in the Model Registry itself; `by` is the registry's own record. */
export interface RegistryDecision {
  readonly status: 'Approved' | 'Rejected';
  readonly by: string;
  readonly description: string;
}

export interface WatchApprovalInput {
  readonly packageArn: string;
  /** The status at which the gate opened; a change from it decides. */
  readonly since: string;
}

/** Polls the package until its approval status is changed to Approved or Rejected. */
export function watchApproval(
  { clients }: ActivityContext,
  { packageArn, since }: WatchApprovalInput,
): Promise<RegistryDecision> {
  return failing(`watch ${packageArn}`, async () => {
    const read = await describe(clients, packageArn);
    const status = read.ModelApprovalStatus;
    if (status === since || (status !== 'Approved' && status !== 'Rejected'))
      throw notReadyYet(`the registry says ${status ?? 'nothing'}`, 10);
    const who = read.LastModifiedBy;
    return {
      status,
      by: who?.IamIdentity?.Arn ?? who?.UserProfileName ?? 'unknown (Model Registry)',
      description: read.ApprovalDescription ?? 'changed in the Model Registry',
    };
  });
}

export interface WriteApprovalInput {
  readonly packageArn: string;
  readonly policy: RegistryPolicy;
  readonly status: 'Approved' | 'Rejected';
  /** Whose write it is; stands in the description, so that it is recognised as ours. */
  readonly owner: string;
  readonly because: string;
  readonly evidence: EvidenceAddress;
}

/** Mirrors the people's decision to the registry as far as the policy lets us; a status somebody else set is left alone. */
export function writeApproval(
  { clients, store }: ActivityContext,
  input: WriteApprovalInput,
): Promise<Action> {
  const { packageArn, policy, status } = input;
  return failing(`UpdateModelPackage ${packageArn}`, async () => {
    const before = await describe(clients, packageArn);
    const there = policy === 'status' && before.ModelApprovalStatus === status;
    const description = `${signature(input.owner)} ${input.because}`.slice(0, 1024);
    if (policy === 'lifecycle')
      await lifecycle(clients, { packageArn, description }, 'Release', status);
    else if (!there) await setStatus(clients, { packageArn, status, description });
    const summary = `registry: ${status}${there ? ' already' : ''}`;
    return await actionTaken(store, input.evidence, summary, { before: recordOf(before) });
  });
}

export interface RestoreApprovalInput {
  readonly packageArn: string;
  readonly endpoint: string;
  readonly policy: RegistryPolicy;
  readonly owner: string;
  /** The status before the release. */
  readonly before: string;
  /** Set where the candidate itself failed; only then it may become Rejected. */
  readonly rejectBecause?: string;
  readonly evidence: EvidenceAddress;
}

/**
 * After a release that did not promote: Rejected with the reason where the candidate failed and serves nowhere else,
 * else the status before it. What a person has written to the registry meanwhile stays.
 */
export function restoreApproval(
  { clients, store }: ActivityContext,
  input: RestoreApprovalInput,
): Promise<Action> {
  const { packageArn, rejectBecause, policy, owner } = input;
  return failing(`UpdateModelPackage ${packageArn}`, async () => {
    const now = await describe(clients, packageArn);
    const elsewhere = rejectBecause
      ? await otherEndpointsServing(clients, packageArn, input.endpoint)
      : undefined;
    const reject = rejectBecause !== undefined && elsewhere === undefined;
    const status = reject ? 'Rejected' : input.before;
    const description = `${signature(owner)} ${reject ? rejectBecause : 'withdrawn'}`.slice(
      0,
      1024,
    );
    const ours = now.ApprovalDescription?.startsWith(signature(owner)) === true;
    // An earlier attempt has written it: each write is an event that others may act on.
    const there = now.ModelApprovalStatus === status && now.ApprovalDescription === description;
    if (policy === 'lifecycle')
      await lifecycle(
        clients,
        { packageArn, description },
        'Release',
        reject ? 'Rejected' : 'Withdrawn',
      );
    else if ((reject || ours) && !there)
      await setStatus(clients, { packageArn, status, description });
    const kept = elsewhere ? `, not Rejected: ${elsewhere}` : '';
    const left = policy === 'status' && !reject && !ours;
    const summary = left ? `registry: left as it is${kept}` : `registry: ${status}${kept}`;
    return await actionTaken(store, input.evidence, summary, { before: recordOf(now) });
  });
}

const signature = (owner: string): string => `Slipway ${owner}:`;

const recordOf = (read: DescribeModelPackageCommandOutput) => ({
  status: read.ModelApprovalStatus,
  description: read.ApprovalDescription,
  by: read.LastModifiedBy?.IamIdentity?.Arn,
});

/** Writes where the package runs, for teams that let us write the life cycle only. */
export function writeLifecycle(
  { clients }: ActivityContext,
  input: { packageArn: string; stage: string; status: string; description: string },
): Promise<{ summary: string }> {
  return failing(`UpdateModelPackage ${input.packageArn}`, async () => {
    await lifecycle(clients, input, input.stage, input.status);
    return { summary: `registry: life cycle ${input.stage} ${input.status}` };
  });
}

const describe = (clients: AwsClients, packageArn: string) =>
  clients.sagemaker.send(
    new DescribeModelPackageCommand({
      ModelPackageName: packageArn,
      IncludedData: 'MetadataOnly',
    }),
  );

async function setStatus(
  clients: AwsClients,
  input: { packageArn: string; status: string; description: string },
): Promise<void> {
  await clients.sagemakerMutations.send(
    new UpdateModelPackageCommand({
      ModelPackageArn: input.packageArn,
      ModelApprovalStatus: input.status as ModelApprovalStatus,
      ApprovalDescription: input.description,
    }),
  );
}

async function lifecycle(
  clients: AwsClients,
  { packageArn, description }: { packageArn: string; description: string },
  stage: string,
  status: string,
): Promise<void> {
  await clients.sagemakerMutations.send(
    new UpdateModelPackageCommand({
      ModelPackageArn: packageArn,
      ModelLifeCycle: {
        Stage: stage,
        StageStatus: status,
        StageDescription: description.slice(0, 1024),
      },
    }),
  );
}

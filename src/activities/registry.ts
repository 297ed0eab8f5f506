import {
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
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

/** What the registry said about a package before we wrote; absent where we did not write. */
export interface RegistryRecord {
  readonly status: string;
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
  readonly description: string;
  readonly evidence: EvidenceAddress;
}

/** Mirrors the people's decision to the registry as far as the policy lets us, and says what stood there before. */
export function writeApproval(
  { clients, store }: ActivityContext,
  input: WriteApprovalInput,
): Promise<Action & { before?: RegistryRecord }> {
  return failing(`UpdateModelPackage ${input.packageArn}`, async () => {
    const read = await describe(clients, input.packageArn);
    const { ModelApprovalStatus = '', ApprovalDescription = '' } = read;
    const written = ModelApprovalStatus === input.status && input.policy === 'status';
    if (written && ApprovalDescription !== input.description) {
      const summary = `registry: ${input.status} already, by somebody else`;
      return await actionTaken(store, input.evidence, summary, { ModelApprovalStatus });
    }
    if (input.policy === 'lifecycle') await lifecycle(clients, input, 'Release', input.status);
    else if (!written) await setStatus(clients, input);
    const action = await actionTaken(store, input.evidence, `registry: ${input.status} written`, {
      before: { ModelApprovalStatus, ApprovalDescription },
    });
    // A retry finds its own text: the status before it is then the one a pending package has.
    const status = written ? 'PendingManualApproval' : ModelApprovalStatus;
    const description = written ? '' : ApprovalDescription;
    return { ...action, before: { status, description } };
  });
}

export interface RestoreApprovalInput {
  readonly packageArn: string;
  readonly endpoint: string;
  readonly policy: RegistryPolicy;
  readonly before?: RegistryRecord;
  /** Set where the candidate itself failed; only then it may become Rejected. */
  readonly rejectBecause?: string;
  readonly evidence: EvidenceAddress;
}

/** After a release that did not promote: Rejected with the reason where the candidate failed and serves nowhere else, else the previous status. */
export function restoreApproval(
  { clients, store }: ActivityContext,
  input: RestoreApprovalInput,
): Promise<Action> {
  const { packageArn, before, rejectBecause } = input;
  return failing(`UpdateModelPackage ${packageArn}`, async () => {
    const elsewhere = rejectBecause
      ? await otherEndpointsServing(clients, packageArn, input.endpoint)
      : undefined;
    const reject = rejectBecause !== undefined && elsewhere === undefined;
    const description = reject ? `Slipway: ${rejectBecause}`.slice(0, 1024) : before?.description;
    const status = reject ? 'Rejected' : before?.status;
    if (input.policy === 'lifecycle')
      await lifecycle(
        clients,
        { ...input, description: description ?? '' },
        'Release',
        reject ? 'Rejected' : 'Withdrawn',
      );
    else if (status)
      await setStatus(clients, { packageArn, status, description: description ?? '' });
    const kept = elsewhere ? `, not Rejected: ${elsewhere}` : '';
    const summary = `registry: ${status ?? 'left as it is'}${kept}`;
    return await actionTaken(store, input.evidence, summary, { before });
  });
}

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

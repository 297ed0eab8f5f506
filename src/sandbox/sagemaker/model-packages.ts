import type {
  CreateModelPackageInput,
  CreateModelPackageOutput,
  DescribeModelPackageInput,
  DescribeModelPackageOutput,
  ListModelPackagesInput,
  ListModelPackagesOutput,
  ModelApprovalStatus,
  UserContext,
} from '@aws-sdk/client-sagemaker';
import { AwsError, type Call } from '../wire/operation';
import { findGroup } from './model-package-groups';
import { invalid } from './names';
import { listPage } from './page';
import { registeredContainers } from './registered-containers';
import { userContext } from './user-context';
import { without } from './without';
import type { World } from './world';

export interface ModelPackageRecord {
  readonly arn: string;
  readonly group: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: UserContext;
  readonly token: string | undefined;
  /** As asked for; a repeated token must ask for the same. */
  readonly asked: string;
  input: CreateModelPackageInput;
  approval: ModelApprovalStatus;
  approvalDescription: string | undefined;
  /** Absent until the first update. */
  modifiedAt: Date | undefined;
  modifiedBy: UserContext | undefined;
}

export function createModelPackage(
  world: World,
  input: CreateModelPackageInput,
  call: Call,
): CreateModelPackageOutput {
  const { ModelPackageGroupName: groupName, ClientToken: token } = input;
  if (groupName === undefined && input.ModelPackageName === undefined) {
    throw invalid('One of ModelPackageGroupName and ModelPackageName must be given.');
  }
  if (groupName === undefined) {
    const message = 'The sandbox serves CreateModelPackage for versions of a group only.';
    throw new AwsError('UnknownOperationException', message);
  }
  if (input.ModelPackageName !== undefined || input.Tags !== undefined) {
    throw invalid('A version of a model package group takes neither ModelPackageName nor Tags.');
  }
  const asked = JSON.stringify({ ...input, ClientToken: undefined });
  const repeated = [...world.packages.values()].find(
    (record) => token !== undefined && record.token === token,
  );
  if (repeated !== undefined) return again(repeated, asked);
  const group = findGroup(world, groupName, call);
  const { InferenceSpecification: specification } = input;
  const containers = registeredContainers(world, specification?.Containers);
  const version = group.lastVersion + 1;
  const { account, region } = call.caller;
  const arn = `arn:aws:sagemaker:${region}:${account}:model-package/${group.name}/${version}`;
  group.lastVersion = version;
  world.packages.set(arn, {
    arn,
    group: group.name,
    version,
    createdAt: new Date(),
    createdBy: userContext(call.caller),
    token,
    asked,
    input: {
      ...input,
      ...(specification && {
        InferenceSpecification: { ...specification, Containers: containers },
      }),
    },
    approval: input.ModelApprovalStatus ?? 'PendingManualApproval',
    approvalDescription: undefined,
    modifiedAt: undefined,
    modifiedBy: undefined,
  });
  world.log.write({ kind: 'registry', arn, by: call.caller.userArn });
  return { ModelPackageArn: arn };
}

function again(record: ModelPackageRecord, asked: string): CreateModelPackageOutput {
  if (record.asked === asked) return { ModelPackageArn: record.arn };
  throw new AwsError(
    'ConflictException',
    'The client token was used before with other parameters.',
  );
}

export function describeModelPackage(
  world: World,
  { ModelPackageName: name = '', IncludedData }: DescribeModelPackageInput,
): DescribeModelPackageOutput {
  const record = findPackage(world, name);
  const { ModelCard, ModelPackageRegistrationType: registration } = record.input;
  return {
    ...without(record.input, 'ClientToken', 'Tags', 'ModelCard', 'ModelPackageName'),
    ...(IncludedData !== 'MetadataOnly' && { ModelCard }),
    // Versions of a group have no name of their own.
    ModelPackageName: undefined,
    ModelPackageGroupName: record.group,
    ModelPackageVersion: record.version,
    ModelPackageArn: record.arn,
    ModelPackageRegistrationType: registration ?? 'Registered',
    CreationTime: record.createdAt,
    CreatedBy: record.createdBy,
    LastModifiedTime: record.modifiedAt,
    LastModifiedBy: record.modifiedBy,
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    ModelApprovalStatus: record.approval,
    ApprovalDescription: record.approvalDescription,
    CertifyForMarketplace: false,
  };
}

/** AWS's default order is by creation time, the oldest first; versions show only where a group or a type asks. */
export function listModelPackages(
  world: World,
  input: ListModelPackagesInput,
  call: Call,
): ListModelPackagesOutput {
  const { ModelPackageGroupName: name, ModelApprovalStatus: approval } = input;
  const group = name === undefined ? undefined : findGroup(world, name, call).name;
  const { ModelPackageType: type = group === undefined ? 'Unversioned' : 'Versioned' } = input;
  // All packages of the sandbox are versions of a group.
  const versions = type === 'Unversioned' ? [] : [...world.packages.values()];
  const matching = versions
    .filter((record) => group === undefined || record.group === group)
    .filter((record) => approval === undefined || record.approval === approval)
    .map((record) => ({ name: record.group, createdAt: record.createdAt, record }));
  const by = input.SortBy === 'Name' ? 'name' : 'created';
  const { items, ...page } = listPage(matching, input, { by, default: 'Ascending' });
  const ModelPackageSummaryList = items.map(({ record }) => ({
    ModelPackageArn: record.arn,
    ModelPackageGroupName: record.group,
    ModelPackageVersion: record.version,
    ModelPackageDescription: record.input.ModelPackageDescription,
    ModelPackageRegistrationType: record.input.ModelPackageRegistrationType ?? 'Registered',
    ModelPackageStatus: 'Completed' as const,
    ModelApprovalStatus: record.approval,
    ModelLifeCycle: record.input.ModelLifeCycle,
    CreationTime: record.createdAt,
  }));
  return { ModelPackageSummaryList, ...page };
}

/** By ARN or `group/version`; throws AWS's `… does not exist.` where there is none. */
export function findPackage(world: World, nameOrArn: string): ModelPackageRecord {
  const suffix = nameOrArn.startsWith('arn:') ? nameOrArn : `:model-package/${nameOrArn}`;
  const record = [...world.packages.values()].find(({ arn }) => arn.endsWith(suffix));
  if (record !== undefined) return record;
  throw invalid(`ModelPackage ${nameOrArn} does not exist.`);
}

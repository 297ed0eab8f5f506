import type {
  CreateModelPackageInput,
  DescribeModelPackageInput,
  DescribeModelPackageOutput,
  ListModelPackagesInput,
  ListModelPackagesOutput,
  ModelApprovalStatus,
  UserContext,
} from '@aws-sdk/client-sagemaker';
import type { Call } from '../wire/operation';
import { findGroup } from './model-package-groups';
import { invalid } from './names';
import { listPage } from './page';
import { without } from './without';
import type { World } from './world';

export interface ModelPackageRecord {
  readonly arn: string;
  /** `group/version`, or the name of its own that an unversioned package has. */
  readonly name: string;
  readonly group: string | undefined;
  readonly version: number | undefined;
  readonly createdAt: Date;
  readonly createdBy: UserContext;
  readonly token: string | undefined;
  /** As asked for; a repeated token must ask for the same. */
  readonly asked: string;
  input: CreateModelPackageInput;
  /** Unversioned packages have none. */
  approval: ModelApprovalStatus | undefined;
  approvalDescription: string | undefined;
  /** Absent until the first update. */
  modifiedAt: Date | undefined;
  modifiedBy: UserContext | undefined;
}

export function describeModelPackage(
  world: World,
  { ModelPackageName: name = '', IncludedData }: DescribeModelPackageInput,
): DescribeModelPackageOutput {
  const record = findPackage(world, name);
  const { ModelCard, ModelPackageRegistrationType: registration, ...asked } = record.input;
  return {
    ...without(asked, 'ClientToken', 'Tags'),
    ...(IncludedData !== 'MetadataOnly' && { ModelCard }),
    // Versions of a group have no name of their own.
    ModelPackageName: asked.ModelPackageName,
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
    CertifyForMarketplace: asked.CertifyForMarketplace ?? false,
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
  const matching = [...world.packages.values()]
    .filter((record) => type === 'Both' || (type === 'Versioned') === (record.group !== undefined))
    .filter((record) => group === undefined || record.group === group)
    .filter((record) => approval === undefined || record.approval === approval)
    .map((record) => ({ name: record.group ?? record.name, createdAt: record.createdAt, record }));
  const by = input.SortBy === 'Name' ? 'name' : 'created';
  const { items, ...page } = listPage(matching, input, { by, default: 'Ascending' });
  const ModelPackageSummaryList = items.map(({ record }) => ({
    ModelPackageName: record.input.ModelPackageName,
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

/** By ARN, `group/version` or name; throws AWS's `… does not exist.` where there is none. */
export function findPackage(world: World, nameOrArn: string): ModelPackageRecord {
  const suffix = nameOrArn.startsWith('arn:') ? nameOrArn : `:model-package/${nameOrArn}`;
  const record = [...world.packages.values()].find(({ arn }) => arn.endsWith(suffix));
  if (record !== undefined) return record;
  throw invalid(`ModelPackage ${nameOrArn} does not exist.`);
}

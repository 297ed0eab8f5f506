import type {
  CreateModelPackageGroupInput,
  CreateModelPackageGroupOutput,
  DescribeModelPackageGroupInput,
  DescribeModelPackageGroupOutput,
  ListModelPackageGroupsInput,
  ListModelPackageGroupsOutput,
} from '@aws-sdk/client-sagemaker';
import type { Call } from '../wire/operation';
import { userContext } from './user-context';
import { arnOf, invalid } from './names';
import { listPage } from './page';
import type { World } from './world';

export interface ModelPackageGroupRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly createdBy: ReturnType<typeof userContext>;
  readonly description: string | undefined;
  lastVersion: number;
  /** What it lets other accounts do, as it was written. */
  policy?: string | undefined;
}

export function createModelPackageGroup(
  world: World,
  input: CreateModelPackageGroupInput,
  { caller }: Call,
): CreateModelPackageGroupOutput {
  const { ModelPackageGroupName: name = '' } = input;
  const arn = arnOf(caller, 'model-package-group', name);
  if (world.groups.has(name)) {
    throw invalid(`Model Package Group already exists: ${arn}`);
  }
  world.tags.create(arn, input.Tags);
  world.groups.set(name, {
    name,
    arn,
    createdAt: new Date(),
    createdBy: userContext(caller),
    description: input.ModelPackageGroupDescription,
    lastVersion: 0,
  });
  return { ModelPackageGroupArn: arn };
}

export function describeModelPackageGroup(
  world: World,
  { ModelPackageGroupName: name = '' }: DescribeModelPackageGroupInput,
  call: Call,
): DescribeModelPackageGroupOutput {
  const group = findGroup(world, name, call);
  return {
    ModelPackageGroupName: group.name,
    ModelPackageGroupArn: group.arn,
    ModelPackageGroupDescription: group.description,
    ModelPackageGroupStatus: 'Completed',
    CreationTime: group.createdAt,
    CreatedBy: group.createdBy,
  };
}

export function listModelPackageGroups(
  world: World,
  input: ListModelPackageGroupsInput,
): ListModelPackageGroupsOutput {
  const by = input.SortBy === 'Name' ? 'name' : 'created';
  const { items, ...page } = listPage(world.groups.values(), input, { by, default: 'Ascending' });
  const ModelPackageGroupSummaryList = items.map((group) => ({
    ModelPackageGroupName: group.name,
    ModelPackageGroupArn: group.arn,
    ModelPackageGroupDescription: group.description,
    CreationTime: group.createdAt,
    ModelPackageGroupStatus: 'Completed' as const,
  }));
  return { ModelPackageGroupSummaryList, ...page };
}

/** By name or ARN; throws AWS's `… does not exist.` where there is none. */
export function findGroup(
  world: World,
  nameOrArn: string,
  { caller }: Pick<Call, 'caller'>,
): ModelPackageGroupRecord {
  const name = nameOrArn.replace(/^arn:.*:model-package-group\//, '');
  const group = world.groups.get(name);
  if (group !== undefined) return group;
  throw invalid(`ModelPackageGroup ${arnOf(caller, 'model-package-group', name)} does not exist.`);
}

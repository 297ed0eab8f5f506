import type {
  DeleteModelPackageGroupPolicyInput,
  GetModelPackageGroupPolicyInput,
  GetModelPackageGroupPolicyOutput,
  PutModelPackageGroupPolicyInput,
  PutModelPackageGroupPolicyOutput,
} from '@aws-sdk/client-sagemaker';
import { readResourcePolicy } from '../iam/resource-policy';
import type { Call } from '../wire/operation';
import type { ModelPackageGroupRecord } from './model-package-groups';
import { arnOf, invalid } from './names';
import type { World } from './world';

export function putModelPackageGroupPolicy(
  world: World,
  { ModelPackageGroupName: name = '', ResourcePolicy: text = '' }: PutModelPackageGroupPolicyInput,
  call: Call,
): PutModelPackageGroupPolicyOutput {
  const group = mustFind(world, name, call);
  try {
    readResourcePolicy(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const what = `the resource policy of ${group.arn} is none that the sandbox understands: ${why}`;
    world.log.write({ kind: 'undocumented', what });
    throw invalid(`Invalid resource policy for ${group.arn}: ${why}`);
  }
  group.policy = text;
  return { ModelPackageGroupArn: group.arn };
}

export function getModelPackageGroupPolicy(
  world: World,
  { ModelPackageGroupName: name = '' }: GetModelPackageGroupPolicyInput,
  call: Call,
): GetModelPackageGroupPolicyOutput {
  const group = mustFind(world, name, call);
  return { ResourcePolicy: policyOf(group) };
}

export function deleteModelPackageGroupPolicy(
  world: World,
  { ModelPackageGroupName: name = '' }: DeleteModelPackageGroupPolicyInput,
  call: Call,
): void {
  const group = mustFind(world, name, call);
  policyOf(group);
  group.policy = undefined;
}

function policyOf({ policy, arn }: ModelPackageGroupRecord): string {
  if (policy !== undefined) return policy;
  throw invalid(`Cannot find resource policy for: ${arn}`);
}

/** These operations have words of their own for a group that is not there. */
function mustFind(world: World, name: string, { caller }: Call): ModelPackageGroupRecord {
  const group = world.groups.get(name);
  if (group !== undefined) return group;
  const arn = arnOf(caller, 'model-package-group', name);
  throw invalid(`Cannot find Model Package Group: ${arn}`);
}

import { accountOfArn } from '../account/account-id';
import { contextOf } from '../iam/request-context';
import { decideFor, readResourcePolicy } from '../iam/resource-policy';
import { AwsError, type Call } from '../wire/operation';
import { versionsOf } from './names';
import type { World } from './world';

/** Where operations of the registry name what they are about; it may be another account's, by its ARN. */
const members: Readonly<Record<string, string>> = {
  CreateModelPackage: 'ModelPackageGroupName',
  DeleteModelPackage: 'ModelPackageName',
  DeleteModelPackageGroup: 'ModelPackageGroupName',
  DescribeModelPackage: 'ModelPackageName',
  DescribeModelPackageGroup: 'ModelPackageGroupName',
  ListModelPackages: 'ModelPackageGroupName',
  UpdateModelPackage: 'ModelPackageArn',
};

/** The world that a call is about: another account's where it names a group or version of that. */
export function worldOf(own: World, call: Call): World {
  const member = Object.hasOwn(members, call.operation) ? members[call.operation]! : '';
  const named = call.input[member];
  return typeof named === 'string' ? registryOf(own, named, call) : own;
}

/**
 * The world in whose registry a group or version is. Throws AccessDeniedException where that is another
 * account's and the policy of the group does not let the caller do this.
 */
export function registryOf(own: World, nameOrArn: string, call: Call): World {
  const account = accountOfArn(nameOrArn);
  if (account === '' || account === own.account) return own;
  const resources = resourcesOf(nameOrArn, call.operation);
  const action = `sagemaker:${call.operation}`;
  const owner = own.neighbour(account);
  const text = owner?.groups.get(groupOf(nameOrArn))?.policy;
  const policy = text === undefined ? undefined : readResourcePolicy(text);
  const context = contextOf(call);
  const decisions =
    policy === undefined
      ? []
      : resources.map((resource) => decideFor(policy, call.caller, { action, resource, context }));
  const isDenied = decisions.includes('denied');
  if (owner !== undefined && decisions.includes('allowed') && !isDenied) return owner;
  const why = isDenied
    ? 'with an explicit deny in a resource-based policy'
    : `because no resource-based policy allows the ${action} action`;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${call.caller.userArn} is not authorized to perform: ${action} on resource: ${resources[0]} ${why}`,
  );
}

/**
 * What of a policy's resources are meant: AWS's examples let versions be made and listed on all versions
 * of the group, or be listed on the group.
 */
function resourcesOf(arn: string, operation: string): readonly string[] {
  const versions = versionsOf(arn);
  if (operation === 'CreateModelPackage') return [versions];
  return operation === 'ListModelPackages' ? [arn, versions] : [arn];
}

const groupOf = (arn: string): string => arn.split('/')[1] ?? '';

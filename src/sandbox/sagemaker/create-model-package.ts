import type { CreateModelPackageInput, CreateModelPackageOutput } from '@aws-sdk/client-sagemaker';
import { AwsError, type Call } from '../wire/operation';
import { findGroup } from './model-package-groups';
import type { ModelPackageRecord } from './model-packages';
import { invalid } from './names';
import { registeredContainers } from './registered-containers';
import { userContext } from './user-context';
import type { World } from './world';

/** Registers the next version of a group, or a package of its own name; a repeated token makes nothing new. */
export function createModelPackage(
  world: World,
  input: CreateModelPackageInput,
  call: Call,
): CreateModelPackageOutput {
  const { ClientToken: token, InferenceSpecification: specification } = input;
  checkKind(world, input);
  const asked = JSON.stringify({ ...input, ClientToken: undefined });
  const repeated = [...world.packages.values()].find(
    (record) => token !== undefined && record.token === token,
  );
  if (repeated !== undefined) return again(repeated, asked);
  const place = placeOf(world, input, call);
  const containers = registeredContainers(world, specification?.Containers);
  // The registry may be another account's, which owns its versions.
  const arn = `arn:aws:sagemaker:${call.caller.region}:${world.account}:model-package/${place.name}`;
  if (world.packages.has(arn)) throw invalid(`ModelPackage already exists: ${arn}`);
  // A version has no tags but its group's.
  if (place.group === undefined) world.tags.create(arn, input.Tags);
  else findGroup(world, place.group, call).lastVersion = place.version;
  world.packages.set(arn, {
    arn,
    ...place,
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
    approvalDescription: undefined,
    modifiedAt: undefined,
    modifiedBy: undefined,
  });
  world.log.write({ kind: 'registry', arn, by: call.caller.userArn });
  return { ModelPackageArn: arn };
}

/** Throws ValidationException for members that do not belong to the kind of package that is asked for. */
function checkKind(world: World, input: CreateModelPackageInput): void {
  const { ModelPackageGroupName: group, ModelPackageName: name } = input;
  if (group === undefined && name === undefined) {
    throw invalid('One of ModelPackageGroupName and ModelPackageName must be given.');
  }
  if (group !== undefined && (name !== undefined || input.Tags !== undefined)) {
    throw invalid('A version of a model package group takes neither ModelPackageName nor Tags.');
  }
  if (group === undefined && input.ModelApprovalStatus !== undefined) {
    const what = `ModelApprovalStatus of ${name}, which is no version of a group: refused`;
    world.log.write({ kind: 'undocumented', what });
    throw invalid('ModelApprovalStatus does not apply to an unversioned model package.');
  }
}

type Place = Pick<ModelPackageRecord, 'name' | 'approval'> &
  (
    | { readonly group: string; readonly version: number }
    | { readonly group: undefined; readonly version: undefined }
  );

function placeOf(world: World, input: CreateModelPackageInput, call: Call): Place {
  const { ModelPackageGroupName: groupName, ModelPackageName = '' } = input;
  if (groupName === undefined) {
    return { name: ModelPackageName, group: undefined, version: undefined, approval: undefined };
  }
  const group = findGroup(world, groupName, call);
  const version = group.lastVersion + 1;
  const approval = input.ModelApprovalStatus ?? 'PendingManualApproval';
  return { name: `${group.name}/${version}`, group: group.name, version, approval };
}

function again(record: ModelPackageRecord, asked: string): CreateModelPackageOutput {
  if (record.asked === asked) return { ModelPackageArn: record.arn };
  throw new AwsError(
    'ConflictException',
    'The client token was used before with other parameters.',
  );
}

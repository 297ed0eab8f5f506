import type {
  DeleteModelPackageGroupInput,
  DeleteModelPackageInput,
} from '@aws-sdk/client-sagemaker';
import { AwsError, type Call } from '../wire/operation';
import { findGroup } from './model-package-groups';
import { findPackage } from './model-packages';
import type { World } from './world';

/** Removes a version or an unversioned package; a version's number is not given again. */
export function deleteModelPackage(
  world: World,
  { ModelPackageName: name = '' }: DeleteModelPackageInput,
): Record<string, never> {
  const { arn, name: shown } = findPackage(world, name);
  const user = [...world.models.values()].find(({ input }) =>
    [input.PrimaryContainer, ...(input.Containers ?? [])].some((container) =>
      [arn, shown].includes(container?.ModelPackageName ?? ''),
    ),
  );
  const used = user === undefined ? '' : `, though model ${user.name} was made from it`;
  const what = `${arn} is deleted${used}: gone at once, and no event tells of it`;
  world.log.write({ kind: 'undocumented', what });
  world.packages.delete(arn);
  world.tags.remove(arn);
  return {};
}

/** Removes an empty group; throws ConflictException while a version is left. */
export function deleteModelPackageGroup(
  world: World,
  { ModelPackageGroupName: name = '' }: DeleteModelPackageGroupInput,
  call: Call,
): Record<string, never> {
  const group = findGroup(world, name, call);
  const versions = [...world.packages.values()].filter((record) => record.group === group.name);
  if (versions.length > 0) {
    const what = `DeleteModelPackageGroup of ${group.name}, which has versions: the text of the refusal`;
    world.log.write({ kind: 'undocumented', what });
    throw new AwsError(
      'ConflictException',
      `Model Package Group ${group.arn} cannot be deleted: it has ${versions.length} model packages, first ${versions[0]!.arn}. Delete them before.`,
    );
  }
  world.groups.delete(group.name);
  world.tags.remove(group.arn);
  return {};
}

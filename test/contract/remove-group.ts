import {
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  ListModelPackagesCommand,
} from '@aws-sdk/client-sagemaker';
import type { Account } from './account';

/** Deletes a model package group with its versions, which AWS may show for a while after their end. */
export async function removeGroup(
  { sagemaker, until }: Account,
  ModelPackageGroupName: string,
): Promise<void> {
  await until(`${ModelPackageGroupName} is empty`, async () => {
    const { ModelPackageSummaryList: versions = [] } = await sagemaker.send(
      new ListModelPackagesCommand({ ModelPackageGroupName, MaxResults: 100 }),
    );
    for (const { ModelPackageArn, ModelPackageStatus } of versions) {
      if (ModelPackageStatus === 'Deleting') continue;
      await sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName: ModelPackageArn }));
    }
    return versions.length === 0;
  });
  await sagemaker.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName }));
}

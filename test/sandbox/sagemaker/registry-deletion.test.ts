import {
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackagesCommand,
  ListTagsCommand,
  UpdateModelPackageCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../../src/sandbox/log-reader';
import { packageArn, useSandbox } from '../running-sandbox';

describe('the end of packages and groups', () => {
  const sandbox = useSandbox();
  let sagemaker: SageMakerClient;
  const group = { ModelPackageGroupName: 'short-lived' };

  const version = async () =>
    (await sagemaker.send(new CreateModelPackageCommand(group))).ModelPackageArn!;
  const remove = (ModelPackageName: string) =>
    sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName }));
  const notThere = {
    name: 'ValidationException',
    message: expect.stringMatching(/does not exist/) as string,
  };

  beforeAll(async () => {
    sagemaker = sandbox.sagemaker;
    await sagemaker.send(
      new CreateModelPackageGroupCommand({ ...group, Tags: [{ Key: 'team', Value: 'fraud' }] }),
    );
  });

  // claim: DeleteModelPackage · a version is gone for every operation; its number is not given
  //   again · AWS: API_DeleteModelPackage
  it('a version goes for good', async () => {
    const [first, second] = [await version(), await version()];

    await remove(second);

    await expect(
      sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: second })),
    ).rejects.toMatchObject(notThere);
    await expect(
      sagemaker.send(
        new UpdateModelPackageCommand({ ModelPackageArn: second, ModelApprovalStatus: 'Approved' }),
      ),
    ).rejects.toMatchObject(notThere);
    await expect(remove(second)).rejects.toMatchObject(notThere);
    const { ModelPackageSummaryList } = await sagemaker.send(new ListModelPackagesCommand(group));
    expect(ModelPackageSummaryList?.map(({ ModelPackageArn }) => ModelPackageArn)).toEqual([first]);
    expect(await version()).toBe(first.replace(/1$/, '3'));
  });

  // claim: DeleteModelPackageGroup · is a ConflictException while a version is left · AWS:
  //   API_DeleteModelPackageGroup, Errors
  it('a group stays as long as it has versions', async () => {
    await expect(sagemaker.send(new DeleteModelPackageGroupCommand(group))).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 400 },
    });
    const { ModelPackageSummaryList = [] } = await sagemaker.send(
      new ListModelPackagesCommand(group),
    );
    for (const { ModelPackageArn } of ModelPackageSummaryList) await remove(ModelPackageArn!);
    const { ModelPackageGroupArn: ResourceArn } = await sagemaker.send(
      new DescribeModelPackageGroupCommand(group),
    );

    await sagemaker.send(new DeleteModelPackageGroupCommand(group));

    await expect(sagemaker.send(new DescribeModelPackageGroupCommand(group))).rejects.toMatchObject(
      notThere,
    );
    await expect(sagemaker.send(new DeleteModelPackageGroupCommand(group))).rejects.toMatchObject(
      notThere,
    );
    await expect(sagemaker.send(new ListTagsCommand({ ResourceArn }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  // claim: DeleteModelPackage · a model keeps what it was made from; the log says that AWS does
  //   not say so · undocumented: API_DeleteModelPackage
  it('a model outlives the version that it was made from', async () => {
    // The model of the seeded endpoint.
    const ModelName = 'fraud-1';

    await remove(packageArn(1));

    const { PrimaryContainer } = await sagemaker.send(new DescribeModelCommand({ ModelName }));
    expect(PrimaryContainer?.ModelPackageName).toBe(packageArn(1));
    const said = linesOf(await sandbox.log(), 'undocumented').map(({ what }) => what);
    expect(said).toContain(
      `${packageArn(1)} is deleted, though model fraud-1 was made from it: gone at once, and no event tells of it`,
    );
  });
});

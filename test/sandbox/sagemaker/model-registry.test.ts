import {
  CreateModelPackageCommand,
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  UpdateModelPackageCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../../src/sandbox/log-reader';
import { packageArn, startSandbox, type RunningSandbox } from '../running-sandbox';

describe('the Model Registry', () => {
  let sandbox: RunningSandbox;
  let sagemaker: SageMakerClient;

  beforeAll(async () => {
    sandbox = await startSandbox();
    sagemaker = sandbox.sagemaker;
  });
  afterAll(() => sandbox.stop());

  // claim: ListModelPackages · versions come oldest first, in pages of MaxResults · AWS:
  //   API_ListModelPackages, SortBy and SortOrder
  it('lists packages oldest first, page by page', async () => {
    const group = { ModelPackageGroupName: 'fraud' };

    const first = await sagemaker.send(new ListModelPackagesCommand({ ...group, MaxResults: 4 }));
    const second = await sagemaker.send(
      new ListModelPackagesCommand({ ...group, MaxResults: 4, NextToken: first.NextToken }),
    );
    const versions = [first, second].flatMap(({ ModelPackageSummaryList = [] }) =>
      ModelPackageSummaryList.map(({ ModelPackageVersion }) => ModelPackageVersion),
    );

    expect(versions.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(first.ModelPackageSummaryList).toHaveLength(4);
    expect(second.NextToken).toBeUndefined();
  });

  // claim: DescribeModelPackage · shows the image by digest, the ETag of the artifact, lineage
  //   and metrics; of a version the group's name, not a package's · AWS: API_DescribeModelPackage
  it('shows image digest, artifact, lineage and metrics', async () => {
    const shown = await sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: packageArn(3) }),
    );

    expect(shown).toMatchObject({
      ModelPackageGroupName: 'fraud',
      ModelPackageVersion: 3,
      ModelPackageStatus: 'Completed',
      ModelApprovalStatus: 'PendingManualApproval',
      MetadataProperties: {
        CommitId: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
        GeneratedBy: expect.stringContaining(':pipeline/fraud-training/execution/') as string,
      },
      ModelMetrics: { ModelQuality: { Statistics: { ContentType: 'application/json' } } },
    });
    const [container] = shown.InferenceSpecification?.Containers ?? [];
    expect(container?.ImageDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(container?.Image).toContain(`@${container?.ImageDigest}`);
    expect(container?.ModelDataETag).toMatch(/^[0-9a-f]{32}$/);
    expect(shown.ModelPackageName).toBeUndefined();
  });

  // claim: UpdateModelPackage · records who changed it and when; customer metadata is merged and
  //   removed by key · AWS: API_UpdateModelPackage
  it('records who approved, and merges customer metadata', async () => {
    await sagemaker.send(
      new UpdateModelPackageCommand({
        ModelPackageArn: packageArn(5),
        ModelApprovalStatus: 'Approved',
        ApprovalDescription: 'looks good',
        CustomerMetadataProperties: { reviewed: 'yes' },
        CustomerMetadataPropertiesToRemove: ['randomSeed'],
        ModelLifeCycle: { Stage: 'Release', StageStatus: 'Approved' },
      }),
    );
    const shown = await sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: packageArn(5) }),
    );

    expect(shown).toMatchObject({
      ModelApprovalStatus: 'Approved',
      ApprovalDescription: 'looks good',
      LastModifiedTime: expect.any(Date) as Date,
      LastModifiedBy: { IamIdentity: { Arn: 'arn:aws:iam::000000000000:user/AKIATEST' } },
      ModelLifeCycle: { Stage: 'Release', StageStatus: 'Approved' },
    });
    expect(Object.keys(shown.CustomerMetadataProperties ?? {}).sort()).toEqual([
      'datasetDigest',
      'datasetSnapshot',
      'reviewed',
    ]);
    expect(linesOf(await sandbox.log(), 'package')).toEqual([
      expect.objectContaining({
        package: 'fraud/5',
        from: 'PendingManualApproval',
        to: 'Approved',
      }),
    ]);
  });

  // claim: CreateModelPackage · a repeated ClientToken gives the same version; with other input
  //   it is a ConflictException · AWS: API_CreateModelPackage, ClientToken
  it('makes one version of a repeated token, and refuses it for another package', async () => {
    const create = (ModelPackageDescription: string) =>
      sagemaker.send(
        new CreateModelPackageCommand({
          ModelPackageGroupName: 'fraud',
          ModelPackageDescription,
          ClientToken: 'the-same-token',
        }),
      );

    const [first, again] = [await create('a'), await create('a')];

    expect(again.ModelPackageArn).toBe(first.ModelPackageArn);
    await expect(create('b')).rejects.toMatchObject({ name: 'ConflictException' });
  });
});

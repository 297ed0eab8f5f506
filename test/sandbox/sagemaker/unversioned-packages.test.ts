import {
  CreateModelCommand,
  CreateModelPackageCommand,
  DeleteModelPackageCommand,
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  ListTagsCommand,
  UpdateModelPackageCommand,
  type CreateModelPackageInput,
  type ListModelPackagesInput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../../src/sandbox/log-reader';
import { packageArn, useSandbox } from '../running-sandbox';

const arn = 'arn:aws:sagemaker:us-east-1:000000000000:model-package/scorer';

describe('a model package outside of a group', () => {
  const sandbox = useSandbox();
  let sagemaker: SageMakerClient;

  const create = (over: Partial<CreateModelPackageInput> = {}) =>
    sagemaker.send(new CreateModelPackageCommand({ ModelPackageName: 'scorer', ...over }));

  const listed = async (input: ListModelPackagesInput) => {
    const { ModelPackageSummaryList = [] } = await sagemaker.send(
      new ListModelPackagesCommand({ MaxResults: 100, ...input }),
    );
    return ModelPackageSummaryList.map(({ ModelPackageArn }) => ModelPackageArn);
  };

  beforeAll(async () => {
    sagemaker = sandbox.sagemaker;
    const { InferenceSpecification } = await sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: packageArn(2) }),
    );
    await create({
      InferenceSpecification,
      CertifyForMarketplace: true,
      Tags: [{ Key: 'team', Value: 'fraud' }],
    });
  });

  // claim: CreateModelPackage, DescribeModelPackage · an unversioned package is found by its name
  //   and its ARN; it has tags, and neither a group nor an approval · AWS: API_CreateModelPackage,
  //   ModelPackageName
  it('has a name of its own, tags, no version and no approval', async () => {
    for (const ModelPackageName of ['scorer', arn]) {
      const shown = await sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName }));

      expect(shown).toMatchObject({
        ModelPackageName: 'scorer',
        ModelPackageArn: arn,
        ModelPackageStatus: 'Completed',
        CertifyForMarketplace: true,
      });
      expect(shown.ModelPackageGroupName).toBeUndefined();
      expect(shown.ModelPackageVersion).toBeUndefined();
      expect(shown.ModelApprovalStatus).toBeUndefined();
    }
    const { Tags } = await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
    expect(Tags).toEqual([{ Key: 'team', Value: 'fraud' }]);
  });

  // claim: ListModelPackages · unversioned packages are the default, versions and both are asked
  //   for by type · AWS: API_ListModelPackages, ModelPackageType
  it('is listed where no type is asked for', async () => {
    expect(await listed({})).toEqual([arn]);
    expect(await listed({ ModelPackageType: 'Versioned' })).not.toContain(arn);
    expect(await listed({ ModelPackageType: 'Both' })).toEqual(
      expect.arrayContaining([arn, packageArn(1)]),
    );
    expect(await listed({ NameContains: 'core' })).toEqual([arn]);
  });

  // claim: CreateModel · of an unversioned package, which needs no approval · AWS:
  //   API_CreateModelPackage, ModelApprovalStatus
  it('makes a model without an approval', async () => {
    const { ModelArn } = await sagemaker.send(
      new CreateModelCommand({
        ModelName: 'scorer',
        PrimaryContainer: { ModelPackageName: arn },
        ExecutionRoleArn: 'arn:aws:iam::000000000000:role/test',
      }),
    );
    expect(ModelArn).toMatch(/:model\/scorer$/);
  });

  // claim: CreateModelPackage · the name of an unversioned package is taken once · reported:
  //   `ModelPackage already exists`, which the Python SDK looks for
  it('is the only one of its name', async () => {
    await expect(create()).rejects.toMatchObject({
      name: 'ValidationException',
      message: `ModelPackage already exists: ${arn}`,
    });
  });

  // claim: CreateModelPackage, UpdateModelPackage · what belongs to versions only is refused ·
  //   undocumented: API_CreateModelPackage says that it does not apply
  it('takes no approval, and the log says that AWS does not say so', async () => {
    const refused = { name: 'ValidationException' };

    await expect(
      create({ ModelPackageName: 'other', ModelApprovalStatus: 'Approved' }),
    ).rejects.toMatchObject(refused);
    await expect(
      sagemaker.send(
        new UpdateModelPackageCommand({ ModelPackageArn: arn, ModelApprovalStatus: 'Rejected' }),
      ),
    ).rejects.toMatchObject(refused);

    const said = linesOf(await sandbox.log(), 'undocumented').map(({ what }) => what);
    expect(said).toEqual([
      'ModelApprovalStatus of other, which is no version of a group: refused',
      'UpdateModelPackage of scorer, which is no version of a group: refused',
    ]);
  });

  // claim: DeleteModelPackage · an unversioned package goes by its name, with its tags; the name
  //   is free again · AWS: API_DeleteModelPackage
  it('goes, and leaves its name to another', async () => {
    await sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName: 'scorer' }));

    expect(await listed({})).toEqual([]);
    await create();
    const { Tags } = await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
    expect(Tags).toEqual([]);
  });
});

import {
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteModelPackageGroupCommand,
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { refusal, useAccount } from './account';
import { removeGroup } from './remove-group';

describe('Model Registry', () => {
  const account = useAccount();
  let group = '';
  let packageArn = '';

  const register = (token: string) => {
    const { sagemaker, parts } = account();
    return sagemaker.send(
      new CreateModelPackageCommand({
        ModelPackageGroupName: group,
        ClientToken: token,
        ModelApprovalStatus: 'PendingManualApproval',
        CustomerMetadataProperties: { kept: 'yes' },
        InferenceSpecification: {
          Containers: [{ Image: parts.image, ModelDataUrl: parts.modelDataUrl }],
          SupportedContentTypes: ['application/json'],
          SupportedResponseMIMETypes: ['application/json'],
        },
      }),
    );
  };

  beforeAll(async () => {
    const { sagemaker, name, afterwards } = account();
    group = name('group');
    await sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: group }));
    afterwards(() => removeGroup(account(), group));
    packageArn = (await register('contract-token-1')).ModelPackageArn ?? '';
  });

  // claim: CreateModelPackageGroup · a name that is taken is a ValidationException; to be tried
  //   on a real account · reported: by users of the SDKs
  test('a group of a name that is taken is refused', async () => {
    const { sagemaker } = account();
    const again = sagemaker.send(
      new CreateModelPackageGroupCommand({ ModelPackageGroupName: group }),
    );
    expect(await refusal(again)).toMatch(/^ValidationException: .*already exists/i);
  });

  // claim: CreateModelPackage · the same ClientToken gives the same version; to be tried on a
  //   real account · AWS: API_CreateModelPackage, ClientToken
  test('the same client token gives the same version', async () => {
    expect((await register('contract-token-1')).ModelPackageArn).toBe(packageArn);
  });

  // claim: CreateModel · of a package that is not Approved is refused; to be tried on a real
  //   account · AWS: Update the Approval Status of a Model
  test('a package that nobody has approved makes no model', async () => {
    const { sagemaker, name, parts } = account();
    const create = sagemaker.send(
      new CreateModelCommand({
        ModelName: name('unapproved'),
        PrimaryContainer: { ModelPackageName: packageArn },
        ExecutionRoleArn: parts.roleArn,
      }),
    );
    expect(await refusal(create)).toMatch(/^ValidationException: /);
  });

  // claim: UpdateModelPackage · customer metadata is merged; to be tried on a real account ·
  //   AWS: API_UpdateModelPackage, CustomerMetadataProperties
  test('metadata is merged, not replaced', async () => {
    const { sagemaker } = account();
    await sagemaker.send(
      new UpdateModelPackageCommand({
        ModelPackageArn: packageArn,
        CustomerMetadataProperties: { added: 'later' },
      }),
    );
    const { CustomerMetadataProperties } = await sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: packageArn }),
    );
    expect(CustomerMetadataProperties).toEqual({ kept: 'yes', added: 'later' });
  });

  // claim: DescribeModelPackage · of a version that is not there is a ValidationException; to be
  //   tried on a real account · reported: `ModelPackage … does not exist.`
  test('a version that is not there does not exist', async () => {
    const { sagemaker } = account();
    const describe = sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: packageArn.replace(/\d+$/, '999') }),
    );
    expect(await refusal(describe)).toMatch(/^ValidationException: .*does not exist/);
  });

  // asks: with which error and text a group that has versions stays
  // costs: nothing
  // claim: DeleteModelPackageGroup · of a group that has versions is a ConflictException; to be
  //   tried on a real account · AWS: API_DeleteModelPackageGroup, Errors
  test('a group that has versions stays', async () => {
    const { sagemaker } = account();
    const remove = sagemaker.send(
      new DeleteModelPackageGroupCommand({ ModelPackageGroupName: group }),
    );
    expect(await refusal(remove)).toMatch(/^ConflictException: /);
  });
});

import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { s3Of } from '../deployed-models';
import { createModel, packageArn, settled, type RunningSandbox } from '../running-sandbox';
import { change, update } from './deeds';
import { given, refusal } from './given';

const digestOf = async (sandbox: RunningSandbox, imageTag: string) => {
  const { imageDetails } = await new ECRClient(sandbox.client).send(
    new DescribeImagesCommand({ repositoryName: 'fraud-scorer', imageIds: [{ imageTag }] }),
  );
  return imageDetails?.[0]?.imageDigest;
};

// claim: faults, DescribeImages · a tag moves to another image · AWS: Image tag mutability
test(
  'a tag names another image than before',
  given('image-tag-moved', async (sandbox) => {
    const before = await digestOf(sandbox, 'v2');

    expect(before).toMatch(/^sha256:/);
    expect(await digestOf(sandbox, 'v2')).toMatch(/^sha256:0+ff$/);
    expect(await digestOf(sandbox, 'v1')).not.toBe(before);
  }),
);

test(
  'another artifact is under the key of the first',
  given('artifact-overwritten', async (sandbox) => {
    const s3 = s3Of(sandbox);
    const at = { Bucket: 'sandbox-fraud-models', Key: 'fraud/2/model.json' };
    const { ETag, VersionId } = await s3.send(new HeadObjectCommand(at));
    const now = await s3.send(new GetObjectCommand(at));
    const then = await s3.send(new GetObjectCommand({ ...at, VersionId }));

    expect(await now.Body?.transformToString()).toContain('fraud/2-changed');
    expect(now.ETag).not.toBe(ETag);
    expect(await then.Body?.transformToString()).toContain('"fraud/2"');
  }),
);

test(
  'a package is rejected once traffic has shifted',
  given('package-rejected', async (sandbox) => {
    const approval = async () => {
      const describe = new DescribeModelPackageCommand({ ModelPackageName: packageArn(2) });
      return (await sandbox.sagemaker.send(describe)).ModelApprovalStatus;
    };
    expect(await approval()).toBe('PendingManualApproval');
    await change(sandbox, { DesiredWeight: 50 });

    expect(await approval()).toBe('Rejected');
  }),
);

test(
  'a package is not there any more once traffic has shifted, others are',
  given('package-gone', async (sandbox) => {
    const describe = (version: number) => {
      const input = { ModelPackageName: packageArn(version) };
      return refusal(sandbox.sagemaker.send(new DescribeModelPackageCommand(input)));
    };
    expect(await describe(2)).toBeUndefined();
    await change(sandbox, { DesiredWeight: 50 });

    expect(await describe(2)).toMatch(/^ValidationException: ModelPackage .* does not exist/);
    expect(await describe(1)).toBeUndefined();
  }),
);

test(
  'the bucket of captures is elsewhere, and takes nothing',
  given('capture-refused', async (sandbox) => {
    const s3 = s3Of(sandbox);
    const Bucket = 'sandbox-fraud-capture';
    const put = () => refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'probe', Body: 'x' })));
    const elsewhere = { Bucket: 'sandbox-fraud-models', Key: 'probe', Body: 'x' };

    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('eu-west-1');
    expect(await put()).toBe('AccessDenied: Access Denied');
    expect(await put()).toBe('SlowDown: Please reduce your request rate.');
    expect(await refusal(s3.send(new PutObjectCommand(elsewhere)))).toBeUndefined();
  }),
);

test(
  'all that the stable was made of is gone, and it serves on until it is needed again',
  given('rollback-target-gone', async (sandbox) => {
    const { sagemaker } = sandbox;
    const ModelName = await createModel(sandbox, 2);
    expect(await digestOf(sandbox, 'v1')).toMatch(/^sha256:/);
    await update(sandbox, { ModelName });

    const EndpointConfigName = 'fraud-scorer-1';
    expect(
      await refusal(sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }))),
    ).toContain('Could not find endpoint configuration');
    expect(
      await refusal(sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-1' }))),
    ).toContain('Could not find model');
    expect(await refusal(digestOf(sandbox, 'v1'))).toMatch(/^ImageNotFoundException/);
    const Key = 'fraud/1/model.json';
    const get = s3Of(sandbox).send(new GetObjectCommand({ Bucket: 'sandbox-fraud-models', Key }));
    expect(await refusal(get)).toMatch(/^NoSuchKey/);
    expect((await settled(sandbox)).EndpointConfigName).toBe('next');
  }),
);

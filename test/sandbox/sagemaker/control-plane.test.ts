import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointConfigCommand,
  DeleteTagsCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  ListEndpointsCommand,
  ListTagsCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { callsTo } from '../../../src/sandbox/log-reader';
import {
  createModel,
  packageArn,
  startSandbox,
  variant,
  type RunningSandbox,
} from '../running-sandbox';

const arn = (rest: string): string => `arn:aws:sagemaker:us-east-1:000000000000:${rest}`;

describe("SageMaker's control plane", () => {
  let sandbox: RunningSandbox;
  let sagemaker: SageMakerClient;

  beforeAll(async () => {
    sandbox = await startSandbox();
    sagemaker = sandbox.sagemaker;
  });
  afterAll(() => sandbox.stop(['FromTomorrow']));

  /** A call with a body that the SDK would not send. */
  const raw = async (operation: string, input: unknown, region = 'us-east-1') => {
    const answer = await fetch(sandbox.endpointUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `SageMaker.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=AKIARAW/20261121/${region}/sagemaker/aws4_request, SignedHeaders=host, Signature=none`,
      },
      body: JSON.stringify(input),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it.each([
    [
      new DescribeEndpointCommand({ EndpointName: 'none' }),
      `Could not find endpoint "${arn('endpoint/none')}".`,
    ],
    [
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'none' }),
      `Could not find endpoint configuration "${arn('endpoint-config/none')}".`,
    ],
    [
      new DeleteEndpointConfigCommand({ EndpointConfigName: 'none' }),
      `Could not find endpoint configuration "${arn('endpoint-config/none')}".`,
    ],
    [
      new DescribeModelCommand({ ModelName: 'none' }),
      `Could not find model "${arn('model/none')}".`,
    ],
    [
      new DescribeModelPackageCommand({ ModelPackageName: packageArn(99) }),
      `ModelPackage ${packageArn(99)} does not exist.`,
    ],
    [
      new UpdateEndpointCommand({ EndpointName: 'fraud-scorer', EndpointConfigName: 'none' }),
      `Could not find endpoint configuration "${arn('endpoint-config/none')}".`,
    ],
    [
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: 'fraud-scorer',
        DesiredWeightsAndCapacities: [{ VariantName: 'nobody', DesiredWeight: 1 }],
      }),
      'The variant name(s) "nobody" is/are not present within endpoint configuration "fraud-scorer-1".',
    ],
    [
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'fraud-scorer-1',
        ProductionVariants: [variant({})],
      }),
      `Cannot create already existing endpoint configuration "${arn('endpoint-config/fraud-scorer-1')}".`,
    ],
    [
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'with_underscore',
        ProductionVariants: [variant({})],
      }),
      "Value 'with_underscore' at 'endpointConfigName' failed to satisfy constraint",
    ],
    [
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'two-shadowed',
        ProductionVariants: [variant({}), variant({ VariantName: 'b' })],
        ShadowProductionVariants: [variant({ VariantName: 'c' })],
      }),
      'exactly 1 production and 1 shadow variant, not 2 and 1',
    ],
    [
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'no-model',
        ProductionVariants: [variant({ ModelName: 'none' })],
      }),
      'Could not find model',
    ],
    [
      new CreateModelCommand({
        ModelName: 'unapproved',
        PrimaryContainer: { ModelPackageName: packageArn(2) },
        ExecutionRoleArn: 'arn:aws:iam::000000000000:role/test',
      }),
      'is PendingManualApproval; only an Approved one can be deployed',
    ],
    [
      new CreateModelCommand({
        ModelName: 'no-artifact',
        PrimaryContainer: { Image: 'elsewhere/image:1', ModelDataUrl: 's3://nowhere/model.json' },
        ExecutionRoleArn: 'arn:aws:iam::000000000000:role/test',
      }),
      'Could not find model data at s3://nowhere/model.json.',
    ],
  ])('refuses as AWS does: %#', async (command, message) => {
    const call = sagemaker.send(command as DescribeEndpointCommand);

    await expect(call).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message) as string,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    ['CreateEndpointConfig', { EndpointConfigName: 'a' }, "Value null at 'productionVariants'"],
    [
      'CreateEndpointConfig',
      { EndpointConfigName: 'a', ProductionVariants: [{ VariantName: 'a', Weight: 1 }] },
      'ProductionVariants.1.member.Weight is not a member that SageMaker knows',
    ],
    ['DescribeEndpoint', { EndpointName: 'a', Verbose: true }, 'Verbose is not a member'],
    ['DescribeEndpoint', { EndpointName: 7 }, 'EndpointName must be string, not number'],
  ])('refuses %s with members AWS has no place for', async (operation, input, message) => {
    const { status, body } = await raw(operation, input);

    expect(status).toBe(400);
    expect(body.message).toContain(message);
  });

  it('is in one region', async () => {
    const { body } = await raw('ListEndpoints', {}, 'eu-west-1');

    expect(body.message).toContain('us-east-1 only; the call was signed for eu-west-1');
  });

  it('shows a config as it was written, weights with their default', async () => {
    const input = {
      EndpointConfigName: 'written',
      ProductionVariants: [variant({ VolumeSizeInGB: 7, EnableSSMAccess: true })],
      KmsKeyId: 'alias/some-key',
    };
    await sagemaker.send(new CreateEndpointConfigCommand({ ...input, Tags: [] }));
    await sandbox.control('PUT', '/endpoint-configs/written/unknown-members', { FromTomorrow: 1 });

    const shown = await raw('DescribeEndpointConfig', { EndpointConfigName: 'written' });

    expect(shown.body).toEqual({
      ...input,
      ProductionVariants: [{ ...input.ProductionVariants[0], InitialVariantWeight: 1 }],
      EndpointConfigArn: arn('endpoint-config/written'),
      CreationTime: expect.any(Number) as number,
      FromTomorrow: 1,
    });
  });

  it('keeps tags of a model', async () => {
    const model = await createModel(sandbox, 2);
    const ResourceArn = arn(`model/${model}`);
    const tag = (Key: string, Value: string) => ({ Key, Value });

    await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [tag('a', '1'), tag('b', '2')] }));
    await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [tag('a', '3')] }));
    await sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['b'] }));
    const { Tags } = await sagemaker.send(new ListTagsCommand({ ResourceArn }));

    expect(Tags).toEqual([tag('a', '3')]);
    const seeded = await sagemaker.send(
      new ListTagsCommand({ ResourceArn: arn('endpoint/fraud-scorer') }),
    );
    expect(seeded.Tags).toContainEqual({ Key: 'team', Value: 'payments-risk' });
  });

  it('lists endpoints', async () => {
    const { Endpoints } = await sagemaker.send(
      new ListEndpointsCommand({ StatusEquals: 'InService' }),
    );

    expect(Endpoints?.map(({ EndpointName }) => EndpointName)).toEqual(['fraud-scorer']);
  });

  it('writes every call to the log, refused ones too, with who made it', async () => {
    const calls = callsTo(await sandbox.log(), 'DescribeModel');

    expect(calls).toContainEqual(
      expect.objectContaining({
        service: 'sagemaker',
        input: { ModelName: 'none' },
        caller: 'arn:aws:iam::000000000000:user/AKIATEST',
        ok: false,
        code: 'ValidationException',
      }),
    );
  });
});

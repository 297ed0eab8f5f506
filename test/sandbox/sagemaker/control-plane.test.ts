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

  // claim: DescribeEndpoint, DescribeEndpointConfig, DeleteEndpointConfig, DescribeModel,
  //   DescribeModelPackage, UpdateEndpoint · what is not there is a ValidationException of status
  //   400 that names it, never a ResourceNotFound · reported: `Could not find endpoint "arn:…"`
  //   and `ModelPackage … does not exist.` as users of the SDKs see them
  // claim: CreateEndpointConfig · a name that is taken is refused: `Cannot create already
  //   existing endpoint configuration` · reported: by users of Terraform and the SDKs
  // claim: CreateEndpointConfig · a shadow needs exactly one production variant and one shadow
  //   variant · AWS: API_CreateEndpointConfig, ShadowProductionVariants
  // claim: CreateEndpointConfig · a model that is not there is refused · reported: `Could not
  //   find model` as users of the SDKs see it
  // claim: CreateModel · a version that is not Approved cannot be deployed · AWS: Update the
  //   Approval Status of a Model
  // claim: CreateModel · an artifact that is not in S3 is refused · reported: `Could not find
  //   model data` as users of the SDKs see it
  // claim: UpdateEndpointWeightsAndCapacities · a variant that the config does not have is
  //   refused by name · reported: `The variant name(s) … is/are not present within endpoint
  //   configuration`
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

  // claim: validation, CreateEndpointConfig, DescribeEndpoint · a member that AWS's model does
  //   not have is refused at any depth · undocumented: AWS may drop it silently
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

  // claim: accounts and regions, ListEndpoints · a call signed for another region is refused ·
  //   sandbox: it holds us-east-1 only
  it('is in one region', async () => {
    const { body } = await raw('ListEndpoints', {}, 'eu-west-1');

    expect(body.message).toContain('us-east-1 only; the call was signed for eu-west-1');
  });

  // claim: CreateEndpointConfig, DescribeEndpointConfig · a config is shown as it was written, a
  //   weight that was left out as 1 · AWS: API_ProductionVariant, InitialVariantWeight
  // claim: DescribeEndpointConfig · may show members that the caller's SDK does not know ·
  //   sandbox: stands for an AWS that is newer than the SDK
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

  // claim: AddTags, ListTags, DeleteTags · tags are added, overwritten by key, and removed ·
  //   AWS: API_AddTags, API_DeleteTags
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

  // claim: ListEndpoints · filters by status · AWS: API_ListEndpoints, StatusEquals
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

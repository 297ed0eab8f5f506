import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { createModel, refusal, removeEndpoint, useAccount } from './account';

describe('an endpoint of two weighted variants', () => {
  const account = useAccount();
  let endpoint = '';
  let model = '';
  let config = '';

  const createConfig = (EndpointConfigName: string) =>
    account().sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: (['main', 'main-next'] as const).map((VariantName, index) => ({
          VariantName,
          ModelName: model,
          InitialInstanceCount: 1,
          InstanceType: account().parts.instanceType,
          InitialVariantWeight: index === 0 ? 100 : 0,
        })),
      }),
    );

  const setWeights = (weights: Readonly<Record<string, number>>) =>
    account().sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: endpoint,
        DesiredWeightsAndCapacities: Object.entries(weights).map(
          ([VariantName, DesiredWeight]) => ({
            VariantName,
            DesiredWeight,
          }),
        ),
      }),
    );

  const liveWeights = async (): Promise<Record<string, number | undefined>> => {
    const { ProductionVariants = [] } = await account().settled(endpoint);
    return Object.fromEntries(
      ProductionVariants.map(({ VariantName = '', CurrentWeight }) => [VariantName, CurrentWeight]),
    );
  };

  beforeAll(async () => {
    const { sagemaker, name, afterwards } = account();
    [endpoint, model, config] = [name('endpoint'), name('model'), name('config')];
    afterwards(() => removeEndpoint(account(), { endpoint, configs: [config], models: [model] }));
    await createModel(account(), model);
    await createConfig(config);
    await sagemaker.send(
      new CreateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: config }),
    );
  });

  // claim: UpdateEndpoint, UpdateEndpointWeightsAndCapacities · are refused while the endpoint
  //   is Creating; to be tried on a real account · reported: `Cannot update in-progress endpoint`
  test('while it is created, every change is refused as in progress', async () => {
    const { sagemaker } = account();
    const inProgress = /^ValidationException: .*Cannot update in-progress endpoint/;
    const update = sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: config }),
    );
    expect(await refusal(update)).toMatch(inProgress);
    expect(await refusal(setWeights({ main: 50 }))).toMatch(inProgress);
  });

  // claim: CreateModel, CreateEndpointConfig, CreateEndpoint · a name that is taken is a
  //   ValidationException `already existing`; to be tried on a real account · reported: by users
  //   of the SDKs
  test('names that are taken are refused with a ValidationException', async () => {
    const { sagemaker } = account();
    expect(await refusal(createModel(account(), model))).toMatch(
      /^ValidationException: .*already existing model/,
    );
    expect(await refusal(createConfig(config))).toMatch(
      /^ValidationException: .*already existing endpoint configuration/,
    );
    const again = sagemaker.send(
      new CreateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: config }),
    );
    expect(await refusal(again)).toMatch(/^ValidationException: .*already existing endpoint "arn:/);
  });

  // claim: DescribeEndpoint, UpdateEndpoint · `Could not find` as a ValidationException; to be
  //   tried on a real account · reported: by users of the SDKs
  test('names that are not there could not be found', async () => {
    const { sagemaker, name } = account();
    const describe = sagemaker.send(new DescribeEndpointCommand({ EndpointName: name('none') }));
    expect(await refusal(describe)).toMatch(
      /^ValidationException: .*Could not find endpoint "arn:/,
    );
    await account().settled(endpoint);
    const update = sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: name('none') }),
    );
    expect(await refusal(update)).toMatch(
      /^ValidationException: .*Could not find endpoint configuration/,
    );
  });

  // claim: InvokeEndpoint · TargetVariant reaches a variant of weight 0; to be tried on a real
  //   account · AWS: API_runtime_InvokeEndpoint, TargetVariant
  test('TargetVariant reaches a variant of weight 0', async () => {
    await account().settled(endpoint);
    const { payload } = account().parts;
    const { InvokedProductionVariant } = await account().runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        TargetVariant: 'main-next',
        Body: payload.body,
        ContentType: payload.contentType,
      }),
    );
    expect(InvokedProductionVariant).toBe('main-next');
  });

  // claim: UpdateEndpointWeightsAndCapacities · a variant that is not named keeps its weight; to
  //   be tried on a real account · undocumented: API_UpdateEndpointWeightsAndCapacities does not
  //   say
  test('a variant that a weight change does not name keeps its weight', async () => {
    await account().settled(endpoint);
    await setWeights({ 'main-next': 10 });
    expect(await liveWeights()).toEqual({ main: 100, 'main-next': 10 });
  });

  // claim: UpdateEndpointWeightsAndCapacities · a variant that is not in the config is refused;
  //   to be tried on a real account · reported: `is/are not present within`
  test('a variant that is not in the config is refused', async () => {
    await account().settled(endpoint);
    expect(await refusal(setWeights({ other: 1 }))).toMatch(
      /^ValidationException: .*is\/are not present within/,
    );
  });

  // claim: UpdateEndpoint · to the config in force is accepted and resets weights; to be tried
  //   on a real account · undocumented: whether AWS accepts the config in force
  test('weights outlive no update that does not retain them', async () => {
    const { sagemaker, settled } = account();
    await settled(endpoint);
    const again = new UpdateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: config });
    // Also settles whether an update to the config in force is accepted.
    expect(await refusal(sagemaker.send(again))).toBe('accepted');
    expect(await liveWeights()).toEqual({ main: 100, 'main-next': 0 });
  });

  // claim: UpdateEndpointWeightsAndCapacities, InvokeEndpoint · all weights 0 are accepted, and
  //   requests refused; to be tried on a real account · undocumented: AWS does not say what all
  //   weights 0 do
  test('all weights 0: accepted, and requests are refused', async () => {
    await account().settled(endpoint);
    expect(await refusal(setWeights({ main: 0, 'main-next': 0 }))).toBe('accepted');
    await account().settled(endpoint);
    const { payload } = account().parts;
    const invoke = account().runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        Body: payload.body,
        ContentType: payload.contentType,
      }),
    );
    expect(await refusal(invoke)).not.toBe('accepted');
  });
});

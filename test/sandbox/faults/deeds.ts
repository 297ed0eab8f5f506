import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  type DesiredWeightAndCapacity,
  type ProductionVariant,
  type UpdateEndpointInput,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { linesOf } from '../../../src/sandbox/log-reader';
import { createConfig, settled, until, variant, type RunningSandbox } from '../running-sandbox';

const EndpointName = 'fraud-scorer';

/** Changes weight or count of the variant that serves. */
export async function change(
  { sagemaker }: RunningSandbox,
  change: Omit<DesiredWeightAndCapacity, 'VariantName'>,
  options: { readonly abortSignal?: AbortSignal } = {},
): Promise<void> {
  const DesiredWeightsAndCapacities = [{ VariantName: 'main', ...change }];
  const input = { EndpointName, DesiredWeightsAndCapacities };
  await sagemaker.send(new UpdateEndpointWeightsAndCapacitiesCommand(input), options);
}

/** Gives the endpoint another config of two instances of the model that serves, but for `over`. */
export async function update(
  sandbox: RunningSandbox,
  over: Partial<ProductionVariant> = {},
  how: Partial<UpdateEndpointInput> = {},
): Promise<void> {
  const EndpointConfigName = 'next';
  await createConfig(sandbox, EndpointConfigName, {
    ProductionVariants: [variant({ InitialInstanceCount: 2, ...over })],
  });
  await sandbox.sagemaker.send(
    new UpdateEndpointCommand({ EndpointName, EndpointConfigName, ...how }),
  );
}

/** The endpoint as it is shown now. */
export const live = ({ sagemaker }: RunningSandbox) =>
  sagemaker.send(new DescribeEndpointCommand({ EndpointName }));

/** Sends one request; what it may answer is the model's. */
export const invoke = ({ runtime }: RunningSandbox) =>
  runtime.send(new InvokeEndpointCommand({ EndpointName, Body: '{"amount":1}' }));

/** Every status the endpoint, or another one, has had. */
export const statuses = async (sandbox: RunningSandbox, endpoint = EndpointName) =>
  linesOf(await sandbox.log(), 'endpoint')
    .filter((line) => line.endpoint === endpoint)
    .map(({ status }) => status);

/** The first variant of the endpoint, once it takes changes. */
export async function main(sandbox: RunningSandbox) {
  const { ProductionVariants } = await settled(sandbox);
  return ProductionVariants?.[0];
}

/** Waits until the weight of the first variant is another. */
export const untilWeight = (sandbox: RunningSandbox, weight: number) =>
  until(`the weight is ${weight}`, async () => (await main(sandbox))?.CurrentWeight === weight);

/** One of the alarms of the seeded world; undefined when it is not shown. */
export async function alarm(
  { cloudwatch }: RunningSandbox,
  name: '5xx' | 'latency' = '5xx',
): Promise<MetricAlarm | undefined> {
  const AlarmNames = [`fraud-scorer-${name}`];
  const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames }));
  return MetricAlarms?.[0];
}

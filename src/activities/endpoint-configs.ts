import {
  CreateEndpointConfigCommand,
  DeleteEndpointConfigCommand,
  DescribeEndpointConfigCommand,
  ListTagsCommand,
  type CreateEndpointConfigInput,
} from '@aws-sdk/client-sagemaker';
import { ApplicationFailure } from '@temporalio/activity';
import type { JsonObject } from '../release/canonical';
import { actionTaken, notReadyYet, type Action } from './action';
import { isDuplicate, isNotFound } from './aws/aws-error';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { readEndpoint } from './live-endpoint';
import { assertOwn, tagList } from './ownership';

export interface CreateEndpointConfigsInput {
  readonly configs: readonly { readonly name: string; readonly document: JsonObject }[];
  readonly tags: Readonly<Record<string, string>>;
  readonly evidence: EvidenceAddress;
}

/** Creates every config of the release at once, so that a refused one stops it before production is touched. */
export function createEndpointConfigs(
  { clients, store }: ActivityContext,
  { configs, tags, evidence }: CreateEndpointConfigsInput,
): Promise<Action> {
  const names = configs.map(({ name }) => name).join(', ');
  return failing(`CreateEndpointConfig ${names}`, async () => {
    for (const config of configs) await create(clients, config, tags);
    return await actionTaken(store, evidence, `endpoint configs ${names} created`, { configs });
  });
}

async function create(
  clients: AwsClients,
  { name, document }: CreateEndpointConfigsInput['configs'][number],
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await clients.sagemakerMutations.send(
      new CreateEndpointConfigCommand({
        ...(document as unknown as CreateEndpointConfigInput),
        EndpointConfigName: name,
        Tags: tagList(tags),
      }),
    );
  } catch (error) {
    // Endpoint configs read models eventually consistently: one just made may not be seen yet.
    if (isNotFound(error)) throw notReadyYet(`${name}: its model is not visible yet`, 2);
    if (!isDuplicate(error)) throw error;
    await ownConfig(clients, name, tags);
  }
}

/** Deletes configs this release made; one in use is kept, because SageMaker would lose the endpoint's way back. */
export function deleteEndpointConfigs(
  { clients }: ActivityContext,
  input: { readonly names: readonly string[]; readonly endpoint: string; readonly owner: string },
): Promise<{ summary: string }> {
  return failing(`DeleteEndpointConfig ${input.names.join(', ')}`, async () => {
    const live = await readEndpoint(clients, input.endpoint);
    for (const name of input.names) {
      if (live.shape.config === name || live.pendingConfig === name)
        throw ApplicationFailure.create({
          type: 'Refused',
          nonRetryable: true,
          message: `endpoint config ${name} is in use by ${input.endpoint} and was kept`,
        });
      await remove(clients, name, input.owner);
    }
    return { summary: `endpoint configs ${input.names.join(', ')} deleted` };
  });
}

async function remove(clients: AwsClients, name: string, owner: string): Promise<void> {
  try {
    await ownConfig(clients, name, { 'slipway:release': owner });
    await clients.sagemakerMutations.send(
      new DeleteEndpointConfigCommand({ EndpointConfigName: name }),
    );
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

async function ownConfig(
  clients: AwsClients,
  name: string,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const { EndpointConfigArn } = await clients.sagemaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: name }),
  );
  const { Tags = [] } = await clients.sagemaker.send(
    new ListTagsCommand({ ResourceArn: EndpointConfigArn }),
  );
  assertOwn({ what: `endpoint config ${name}`, tags: Tags }, tags);
}

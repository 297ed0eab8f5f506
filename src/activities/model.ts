import {
  CreateModelCommand,
  DeleteModelCommand,
  DescribeModelCommand,
  ListTagsCommand,
  type CreateModelInput,
} from '@aws-sdk/client-sagemaker';
import type { JsonObject } from '../release/canonical';
import { unsealModel } from '../release/sealed-environment';
import { actionTaken, type Action } from './action';
import { isDuplicate, isNotFound } from './aws/aws-error';
import { failing } from './aws/failure-mapping';
import { failureOf } from './aws/failure-of';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { assertOwn, tagList, type Owned } from './ownership';
import { readPackage } from './package-reader';

export interface CreateModelActivityInput {
  readonly name: string;
  /** CreateModel input whose environments are sealed; their values come from the package. */
  readonly document: JsonObject;
  readonly packageArn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly evidence: EvidenceAddress;
}

/** Creates the candidate's model; the name holds the plan digest, so an existing one of ours is the one we want. */
export function createModel(
  { clients, store }: ActivityContext,
  { name, document, packageArn, tags, evidence }: CreateModelActivityInput,
): Promise<Action> {
  return failing(`CreateModel ${name}`, async () => {
    const { facts } = await readPackage(clients, packageArn);
    const model = planned(() => unsealModel(document, facts.containers));
    try {
      await clients.sagemakerMutations.send(
        new CreateModelCommand({
          ...(model as unknown as CreateModelInput),
          ModelName: name,
          Tags: tagList(tags),
        }),
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      assertOwn(await ownedModel(clients, name), tags);
    }
    const { ModelArn, CreationTime } = await clients.sagemaker.send(
      new DescribeModelCommand({ ModelName: name }),
    );
    const seen = { document, made: { ModelArn, CreationTime } };
    return await actionTaken(store, evidence, `model ${name} created`, seen);
  });
}

/** Deletes a model this release made; gone already is done. */
export function deleteModel(
  { clients }: ActivityContext,
  { name, owner }: { readonly name: string; readonly owner: string },
): Promise<{ summary: string }> {
  return failing(`DeleteModel ${name}`, async () => {
    try {
      assertOwn(await ownedModel(clients, name), { 'slipway:release': owner });
      await clients.sagemakerMutations.send(new DeleteModelCommand({ ModelName: name }));
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    return { summary: `model ${name} deleted` };
  });
}

async function ownedModel(clients: AwsClients, name: string): Promise<Owned> {
  const { ModelArn } = await clients.sagemaker.send(new DescribeModelCommand({ ModelName: name }));
  const { Tags = [] } = await clients.sagemaker.send(
    new ListTagsCommand({ ResourceArn: ModelArn }),
  );
  return { what: `model ${name}`, tags: Tags };
}

function planned(unseal: () => JsonObject): JsonObject {
  try {
    return unseal();
  } catch (error) {
    throw failureOf('PlanStale', `${(error as Error).message}. Plan again.`);
  }
}

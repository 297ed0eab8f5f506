import { DescribeModelCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import type { JsonObject } from '../release/canonical';
import { modelContainers, pinnedImage } from '../release/candidate-model';
import type { StableFacts } from '../release/facts';
import { objectAt, textAt, without } from '../release/json-access';
import { isNotFound } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { droppedMembers } from './aws/dropped-members';
import { failing } from './aws/failure-mapping';
import { describeRaw } from './aws/raw-answer';
import { newestPackages, readPackage, versionOf } from './package-reader';

/** How many versions of the candidate's group are compared with an unlabelled model. */
const compared = 10;

interface StableRead {
  readonly stable: StableFacts;
  readonly unknownMembers: readonly string[];
}

/**
 * The model that serves, and the package it came from: named by the model, by our tag on it, or found in the
 * candidate's group by the same image digest and artifact. A model that is gone has no document.
 */
export function readStable(
  clients: AwsClients,
  model: string,
  group: string | undefined,
): Promise<StableRead> {
  return failing(`read model ${model}`, async () => {
    const read = await describe(clients, model);
    if (!read) return { stable: { model, containers: [] }, unknownMembers: [] };
    const { document, arn, unknownMembers } = read;
    const containers = modelContainers(document);
    const named = textAt(containers[0] ?? {}, 'ModelPackageName');
    const known = named ?? (await taggedPackage(clients, arn));
    const stable = { model, document };
    if (known === undefined) {
      const found = group && (await samePackage(clients, group, containers));
      return {
        stable: { ...stable, containers, ...(found && { package: labelled(found) }) },
        unknownMembers,
      };
    }
    const own =
      named === undefined ? containers : await packageContainers(clients, known, containers);
    return { stable: { ...stable, containers: own, package: labelled(known) }, unknownMembers };
  });
}

const labelled = (arn: string) => ({ arn, version: versionOf(arn) });

async function describe(
  { sagemaker }: AwsClients,
  model: string,
): Promise<{ document: JsonObject; arn: string; unknownMembers: string[] } | undefined> {
  const command = new DescribeModelCommand({ ModelName: model });
  try {
    const { output, raw } = await describeRaw(command, () => sagemaker.send(command));
    const unknownMembers = droppedMembers(`model ${model}`, raw, output);
    const document = without(raw, ['ModelName', 'ModelArn', 'CreationTime']);
    return { document, arn: output.ModelArn ?? '', unknownMembers };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The tag that a release puts on the model it makes; see release/tags. */
async function taggedPackage({ sagemaker }: AwsClients, arn: string): Promise<string | undefined> {
  const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
  return Tags.find(({ Key }) => Key === 'slipway:model-package')?.Value;
}

/** The package's containers under what the model itself sets in their environment. */
async function packageContainers(
  clients: AwsClients,
  arn: string,
  seats: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  try {
    const { containers } = (await readPackage(clients, arn)).facts;
    return containers.map((container, index) => ({
      ...container,
      Environment: {
        ...objectAt(container, 'Environment'),
        ...objectAt(seats[index] ?? {}, 'Environment'),
      },
    }));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

async function samePackage(
  clients: AwsClients,
  group: string,
  containers: readonly JsonObject[],
): Promise<string | undefined> {
  const newest = await newestPackages(clients, group, { limit: compared, approved: false });
  const arns = newest.flatMap(({ ModelPackageArn: arn }) => (arn === undefined ? [] : [arn]));
  const packages = await Promise.all(arns.map((arn) => readPackage(clients, arn)));
  const mine = containers.map(print).join();
  return packages.find(({ facts }) => facts.containers.map(print).join() === mine)?.facts.arn;
}

/** Image by digest and artifact: what makes two containers run the same. */
function print(container: JsonObject): string {
  const image = textAt(container, 'Image') ?? '';
  const digest = /@(sha256:.*)$/.exec(image)?.[1] ?? textAt(container, 'ImageDigest');
  const source = textAt(container, 'ModelDataUrl') ?? JSON.stringify(container.ModelDataSource);
  return `${pinnedImage({ image, presence: 'present', ...(digest && { digest }) })} ${source}`;
}

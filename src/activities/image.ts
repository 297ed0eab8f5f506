import { DescribeImagesCommand } from '@aws-sdk/client-ecr';
import type { JsonObject } from '../release/canonical';
import type { ImageFacts } from '../release/facts';
import { textAt } from '../release/json-access';
import { isNotFound, readAwsError } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { failing } from './aws/failure-mapping';

/** The registry lets only its owner look. */
const denied = Symbol('denied');

/** An image in ECR, as its reference names it. */
interface EcrImage {
  readonly registryId: string;
  readonly repositoryName: string;
}

/** The image of one container: what it is pinned to, and whether its registry still holds that. */
export async function readImage(
  clients: AwsClients,
  region: string,
  container: JsonObject,
): Promise<ImageFacts> {
  const image = textAt(container, 'Image') ?? '';
  const recorded = textAt(container, 'ImageDigest');
  const inReference = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
  const digest = inReference ?? recorded;
  const ecr = ecrImage(image, region);
  if (digest === undefined) {
    return { image, ...(ecr ? await tagFacts(clients, ecr, image) : { presence: 'foreign' }) };
  }
  if (!/^sha256:[0-9a-f]{64}$/.test(digest))
    return {
      image,
      presence: 'foreign',
      contradiction: `image digest ${digest} is not sha256:<64 hex>`,
    };
  if (recorded !== undefined && recorded !== digest)
    return {
      image,
      presence: 'foreign',
      contradiction: `image ${image} contradicts its recorded digest ${recorded}`,
    };
  return { image, digest, presence: ecr ? await presence(clients, ecr, digest) : 'foreign' };
}

/** `foreign` where the registry lets only its owner look, as AWS's own registries of framework images do. */
async function presence(
  clients: AwsClients,
  image: EcrImage,
  digest: string,
): Promise<ImageFacts['presence']> {
  const found = await describe(clients, image, { imageDigest: digest });
  return found === denied ? 'foreign' : found === undefined ? 'missing' : 'present';
}

async function tagFacts(
  clients: AwsClients,
  image: EcrImage,
  reference: string,
): Promise<Pick<ImageFacts, 'presence' | 'tagNow'>> {
  const imageTag = /:([^/:@]+)$/.exec(reference)?.[1] ?? 'latest';
  const found = await describe(clients, image, { imageTag });
  if (found === denied) return { presence: 'foreign' };
  return found === undefined ? { presence: 'missing' } : { presence: 'present', tagNow: found };
}

function describe(
  { ecr }: AwsClients,
  image: EcrImage,
  id: { imageTag: string } | { imageDigest: string },
): Promise<string | undefined | typeof denied> {
  return failing(`read image ${image.repositoryName}`, async () => {
    try {
      const { imageDetails = [] } = await ecr.send(
        new DescribeImagesCommand({ ...image, imageIds: [id] }),
      );
      return imageDetails[0]?.imageDigest;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      if (/AccessDenied/.test(readAwsError(error).name)) return denied;
      throw error;
    }
  });
}

/** Undefined for a registry that is not ECR, or is ECR of another region. */
function ecrImage(image: string, region: string): EcrImage | undefined {
  const match = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.]+\/([^:@]+)(?:[:@].*)?$/.exec(
    image,
  );
  const [, registryId, home, repositoryName] = match ?? [];
  if (registryId === undefined || repositoryName === undefined || home !== region) return undefined;
  return { registryId, repositoryName };
}

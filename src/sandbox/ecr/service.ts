import { AwsError, type Call, type Service } from '../wire/operation';
import { Registry, type Image, type ImageReference } from './registry';

interface DescribeInput {
  readonly registryId?: string;
  readonly repositoryName: string;
  readonly imageIds?: readonly ImageReference[];
}

type BatchInput = DescribeInput & Required<Pick<DescribeInput, 'imageIds'>>;

export interface Ecr {
  readonly service: Service;
  readonly registry: Registry;
}

/** The reads of ECR that pin an image to its digest. */
export function createEcrService(
  options: { readonly clock?: { now(): number }; readonly account?: string } = {},
): Ecr {
  const registry = new Registry(options.clock, options.account);
  const service: Service = {
    DescribeImages: (input: DescribeInput, call) => describeImages(registry, input, call),
    BatchGetImage: (input: BatchInput, call) => batchGetImage(registry, input, call),
  };
  return { service, registry };
}

function describeImages(registry: Registry, input: DescribeInput, { caller }: Call) {
  const { repositoryName, imageIds, registryId = caller.account } = input;
  checkRegistry(registryId, repositoryName, caller.account);
  const images = imageIds?.map((id) => must(registry, repositoryName, id));
  return {
    imageDetails: (images ?? registry.images(repositoryName)).map((image) => ({
      registryId,
      repositoryName,
      imageDigest: image.digest,
      imageTags: image.tags.length === 0 ? undefined : image.tags,
      imageSizeInBytes: image.sizeInBytes,
      imagePushedAt: new Date(image.pushedAt),
      imageStatus: 'ACTIVE',
    })),
  };
}

/** Knows which images there are, not their manifests: the sandbox stores no layers. */
function batchGetImage(registry: Registry, input: BatchInput, { caller }: Call) {
  const { repositoryName, imageIds, registryId = caller.account } = input;
  checkRegistry(registryId, repositoryName, caller.account);
  const results = imageIds.map((imageId) => ({
    imageId,
    image: registry.find(repositoryName, imageId),
  }));
  return {
    images: results.flatMap(({ imageId, image }) =>
      image === undefined
        ? []
        : [{ registryId, repositoryName, imageId: { ...imageId, imageDigest: image.digest } }],
    ),
    failures: results.flatMap(({ imageId, image }) =>
      image !== undefined
        ? []
        : [{ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }],
    ),
  };
}

function must(registry: Registry, repository: string, reference: ImageReference): Image {
  const image = registry.find(repository, reference);
  if (image !== undefined) return image;
  const { imageDigest = 'null', imageTag = 'null' } = reference;
  throw new AwsError(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${repository}'.`,
  );
}

/** A repository of another account is not there: repositories are not shared. */
function checkRegistry(registryId: string, repository: string, account: string): void {
  if (registryId === account) return;
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${repository}' does not exist in the registry with id '${registryId}'.`,
  );
}

import type { ModelPackageContainerDefinition } from '@aws-sdk/client-sagemaker';
import { fetchArtifact } from '../models/artifact-store';
import { resolveDigest } from '../models/image-reference';
import type { World } from './world';

/** Containers as the registry keeps them: it records the digest and ETag of what they name. */
export function registeredContainers(
  world: World,
  containers: readonly ModelPackageContainerDefinition[] = [],
): ModelPackageContainerDefinition[] {
  return containers.map((container) => {
    const { Image, ImageDigest, ModelDataUrl, ModelDataETag } = container;
    const digest = ImageDigest ?? (Image && resolveDigest(world.images, Image));
    const found = ModelDataUrl === undefined ? undefined : fetchArtifact(world, ModelDataUrl);
    const etag = ModelDataETag ?? found?.etag.replaceAll('"', '');
    return {
      ...container,
      ...(digest !== undefined && { ImageDigest: digest }),
      ...(etag !== undefined && { ModelDataETag: etag }),
    };
  });
}

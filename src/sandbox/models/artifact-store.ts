import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import type { ObjectStore } from '../s3/object-store';
import { AwsError } from '../wire/operation';

/** The object a container loads; undefined where it loads none. */
export function artifactUri({
  ModelDataUrl,
  ModelDataSource,
}: Pick<ContainerDefinition, 'ModelDataUrl' | 'ModelDataSource'>): string | undefined {
  return ModelDataUrl ?? ModelDataSource?.S3DataSource?.S3Uri;
}

/** The newest bytes and ETag of an S3 URI, as an instance would download them now; undefined when not there. */
export function fetchArtifact(
  store: ObjectStore,
  uri: string,
): { readonly bytes: Buffer; readonly etag: string } | undefined {
  const match = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri);
  const [, bucket = '', key = ''] = match ?? [];
  try {
    const object = store.find(bucket, key);
    if (object === undefined || object.isDeleteMarker) return undefined;
    return { bytes: object.bytes, etag: object.etag };
  } catch (cause) {
    if (cause instanceof AwsError && cause.code === 'NoSuchBucket') return undefined;
    throw cause;
  }
}

import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import { mayServe } from '../s3/bucket-access';
import type { World } from '../sagemaker/world';
import { AwsError } from '../wire/operation';

/** The object a container loads; undefined where it loads none. */
export function artifactUri({
  ModelDataUrl,
  ModelDataSource,
}: Pick<ContainerDefinition, 'ModelDataUrl' | 'ModelDataSource'>): string | undefined {
  return ModelDataUrl ?? ModelDataSource?.S3DataSource?.S3Uri;
}

/** The newest bytes and ETag of an S3 URI, as an instance would download them now; undefined when not there, or not for the account. */
export function fetchArtifact(
  { objects, account }: Pick<World, 'objects' | 'account'>,
  uri: string,
): { readonly bytes: Buffer; readonly etag: string } | undefined {
  const match = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri);
  const [, bucket = '', key = ''] = match ?? [];
  if (!mayServe(objects, account, { action: 's3:GetObject', bucket, key })) return undefined;
  try {
    const object = objects.find(bucket, key);
    if (object === undefined || object.isDeleteMarker) return undefined;
    return { bytes: object.bytes, etag: object.etag };
  } catch (cause) {
    if (cause instanceof AwsError && cause.code === 'NoSuchBucket') return undefined;
    throw cause;
  }
}

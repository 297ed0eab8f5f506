import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { JsonObject } from '../release/canonical';
import type { ArtifactFacts } from '../release/facts';
import { isObject, objectAt, objectsAt, textAt } from '../release/json-access';
import type { PinnedArtifact } from '../release/plan';
import { isNotFound } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { failing } from './aws/failure-mapping';

type Load = Pick<ArtifactFacts, 'uri' | 'expectedEtag' | 'unpinnable'>;

/** Every S3 object that these containers load, as it is now. */
export function readArtifacts(
  clients: AwsClients,
  containers: readonly JsonObject[],
): Promise<ArtifactFacts[]> {
  const loads = containers.flatMap(loadsOf);
  return Promise.all(
    loads.map(async (load) => {
      if (load.unpinnable !== undefined) return load;
      return { ...load, found: await readArtifact(clients, load.uri) };
    }),
  );
}

/** One object's pins, or undefined where it is gone. ETags lose their quotes. */
export function readArtifact({ s3 }: AwsClients, uri: string): Promise<PinnedArtifact | undefined> {
  return failing(`read artifact ${uri}`, async () => {
    const { bucket, key } = addressOf(uri) ?? { bucket: '', key: '' };
    try {
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      const versioned = head.VersionId !== undefined && head.VersionId !== 'null';
      return {
        uri,
        etag: unquoted(head.ETag ?? ''),
        ...(versioned && { versionId: head.VersionId }),
        bytes: head.ContentLength ?? 0,
      };
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  });
}

function loadsOf(container: JsonObject): Load[] {
  const more = objectsAt(container, 'AdditionalModelDataSources').map((source) =>
    sourceLoad(objectAt(source, 'S3DataSource')),
  );
  const url = textAt(container, 'ModelDataUrl');
  if (url !== undefined) return [objectLoad(url, textAt(container, 'ModelDataETag')), ...more];
  if (!isObject(container.ModelDataSource)) return more;
  const source = objectAt(objectAt(container, 'ModelDataSource'), 'S3DataSource');
  return [sourceLoad(source, textAt(container, 'ModelDataETag')), ...more];
}

/** A prefix has no ETag of its own; its manifest lists what belongs to it, and has one. */
function sourceLoad(source: JsonObject, etag?: string): Load {
  const uri = textAt(source, 'S3Uri') ?? '';
  if (source.S3DataType !== 'S3Prefix') return objectLoad(uri, textAt(source, 'ETag') ?? etag);
  const manifest = textAt(source, 'ManifestS3Uri');
  if (manifest !== undefined) return objectLoad(manifest, textAt(source, 'ManifestEtag'));
  const unpinnable =
    'it is a prefix without a manifest, so any object under it could change. Register it with ManifestS3Uri, or as one object';
  return { uri, unpinnable };
}

function objectLoad(uri: string, etag: string | undefined): Load {
  if (addressOf(uri) === undefined)
    return { uri, unpinnable: 'it names no single S3 object. Register s3://bucket/key' };
  return { uri, ...(etag !== undefined && { expectedEtag: unquoted(etag) }) };
}

function addressOf(uri: string): { bucket: string; key: string } | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+[^/])$/.exec(uri) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
}

const unquoted = (etag: string): string => etag.replace(/^"|"$/g, '');

import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { useWire } from '../wire/wire-stack';

const bytes = Buffer.from('model weights');
const sha256 = createHash('sha256').update(bytes).digest();
const md5 = createHash('md5').update(bytes).digest('hex');

const wire = useWire();

// 127.0.0.1 makes the SDK write the bucket in the path, `localhost` in the host name.
describe.each([
  ['path style', (port: number) => `http://127.0.0.1:${port}`],
  ['virtual-host style', (port: number) => `http://localhost:${port}`],
])('S3 in %s', (style, endpointOf) => {
  const Bucket = `models-${style.split(' ')[0]}`;
  let client: S3Client;

  beforeAll(() => {
    const lookup = { lookup: resolveToLoopback };
    client = new S3Client({
      ...wire.client,
      endpoint: endpointOf(wire.port),
      requestHandler: { httpAgent: lookup },
    });
  });

  afterAll(() => client.destroy());

  // claim: HeadObject, GetObject · by version, with ETag and checksum where ChecksumMode asks
  //   for it · AWS: API_HeadObject, API_GetObject
  test('a seeded artifact can be pinned by version, ETag and checksum', async () => {
    const put = wire.objects.put(Bucket, 'fraud/3/model.tar.gz', bytes);
    const at = { Bucket, Key: 'fraud/3/model.tar.gz' };
    const head = await client.send(new HeadObjectCommand({ ...at, ChecksumMode: 'ENABLED' }));
    const plain = await client.send(new HeadObjectCommand(at));
    wire.objects.put(Bucket, at.Key, Buffer.from('overwritten'));
    const pinned = await client.send(new GetObjectCommand({ ...at, VersionId: put.versionId }));
    const current = await client.send(new GetObjectCommand(at));

    expect(put).toEqual({
      etag: `"${md5}"`,
      versionId: expect.stringMatching(/^[\w-]{32}$/) as string,
      sha256: sha256.toString('hex'),
    });
    expect(head).toMatchObject({
      ETag: put.etag,
      VersionId: put.versionId,
      ContentLength: bytes.length,
      ChecksumSHA256: sha256.toString('base64'),
      ChecksumType: 'FULL_OBJECT',
      LastModified: expect.any(Date) as Date,
    });
    expect(plain.ChecksumSHA256).toBeUndefined();
    expect(await pinned.Body?.transformToString()).toBe('model weights');
    expect(await current.Body?.transformToString()).toBe('overwritten');
  });

  // claim: PutObject, GetObject · If-None-Match * is refused with 412 where the key is there;
  //   metadata and type come back · AWS: API_PutObject, If-None-Match
  test('evidence is written once', async () => {
    const Key = 'evidence/plan ü+1.json';
    const put = new PutObjectCommand({
      Bucket,
      Key,
      Body: '{"passed":true}',
      ContentType: 'application/json',
      Metadata: { release: 'r-1' },
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'SHA256',
    });
    await client.send(put);

    await expect(client.send(put)).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    const read = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await read.Body?.transformToString()).toBe('{"passed":true}');
    expect(read).toMatchObject({ ContentType: 'application/json', Metadata: { release: 'r-1' } });
  });

  // claim: ListObjectsV2, ListObjectVersions · pages, prefixes, common prefixes and versions,
  //   newest first · AWS: API_ListObjectsV2, API_ListObjectVersions
  test('lists pages, prefixes and versions', async () => {
    const page = { Bucket, MaxKeys: 1 };
    const first = await client.send(new ListObjectsV2Command(page));
    const second = await client.send(
      new ListObjectsV2Command({ ...page, ContinuationToken: first.NextContinuationToken }),
    );
    const folders = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    const versions = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'fraud/' }));

    expect(first.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
      ['evidence/plan ü+1.json', 15],
    ]);
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['fraud/3/model.tar.gz']);
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'evidence/' }, { Prefix: 'fraud/' }]);
    expect(versions.Versions?.map(({ IsLatest, Size }) => [IsLatest, Size])).toEqual([
      [true, 11],
      [false, 13],
    ]);
  });

  // claim: DeleteObject, GetObject · a delete marker hides the object, its versions stay · AWS:
  //   Working with delete markers
  test('a deleted object is gone, its versions are not', async () => {
    const at = { Bucket, Key: 'deleted' };
    const { VersionId } = await client.send(new PutObjectCommand({ ...at, Body: 'x' }));
    const marker = await client.send(new DeleteObjectCommand(at));

    expect(marker.DeleteMarker).toBe(true);
    await expect(client.send(new GetObjectCommand(at))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    const kept = await client.send(new GetObjectCommand({ ...at, VersionId }));
    expect(await kept.Body?.transformToString()).toBe('x');
  });

  // claim: PutObject, DeleteObject · a version under COMPLIANCE lock cannot be removed · AWS:
  //   Locking objects with Object Lock
  test('a locked version cannot be removed', async () => {
    const at = { Bucket, Key: 'locked' };
    const until = new Date(Date.now() + 3_600_000);
    const { VersionId } = await client.send(
      new PutObjectCommand({
        ...at,
        Body: 'x',
        ObjectLockMode: 'COMPLIANCE',
        ObjectLockRetainUntilDate: until,
      }),
    );
    const head = await client.send(new HeadObjectCommand(at));

    expect(head.ObjectLockMode).toBe('COMPLIANCE');
    expect(head.ObjectLockRetainUntilDate?.getTime()).toBe(until.getTime());
    await expect(client.send(new DeleteObjectCommand({ ...at, VersionId }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  // claim: HeadObject, GetObject, HeadBucket, CreateBucket, PutObject · S3's errors and
  //   statuses, 404 without a code on HEAD, BadDigest, NotImplemented · AWS: S3 error responses
  test.each([
    ['HEAD of a missing key', () => new HeadObjectCommand({ Bucket, Key: 'no' }), 'NotFound', 404],
    ['GET of a missing key', () => new GetObjectCommand({ Bucket, Key: 'no' }), 'NoSuchKey', 404],
    [
      'GET of a missing version',
      () => new GetObjectCommand({ Bucket, Key: 'fraud/3/model.tar.gz', VersionId: 'none' }),
      'NoSuchVersion',
      404,
    ],
    [
      'GET in a missing bucket',
      () => new GetObjectCommand({ Bucket: 'nowhere', Key: 'no' }),
      'NoSuchBucket',
      404,
    ],
    [
      'HEAD of a missing bucket',
      () => new HeadBucketCommand({ Bucket: 'nowhere' }),
      'NotFound',
      404,
    ],
    [
      'a second bucket of one name',
      () => new CreateBucketCommand({ Bucket }),
      'BucketAlreadyOwnedByYou',
      409,
    ],
    [
      'a subresource that is not served',
      () => new GetObjectTaggingCommand({ Bucket, Key: 'fraud/3/model.tar.gz' }),
      'NotImplemented',
      501,
    ],
    [
      'a body that does not match its checksum',
      () =>
        new PutObjectCommand({
          Bucket,
          Key: 'bad',
          Body: 'x',
          ChecksumSHA256: sha256.toString('base64'),
        }),
      'BadDigest',
      400,
    ],
  ])('%s', async (_what, command, name, status) => {
    await expect(client.send(command() as GetObjectCommand)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: status, requestId: expect.stringMatching(/-/) as string },
    });
  });
});

// claim: PutBucketVersioning, GetBucketVersioning, CreateBucket, ListBuckets · a bucket that was
//   never versioned has no status; its object becomes version null · AWS: How S3 versioning works
test('a bucket without versioning replaces, one with versioning keeps', async () => {
  const client = new S3Client({ ...wire.client, forcePathStyle: true });
  const at = { Bucket: 'plain-bucket', Key: 'a' };
  await client.send(new CreateBucketCommand({ Bucket: at.Bucket }));
  const put = await client.send(new PutObjectCommand({ ...at, Body: 'one' }));
  const before = await client.send(new GetBucketVersioningCommand({ Bucket: at.Bucket }));
  await client.send(
    new PutBucketVersioningCommand({
      Bucket: at.Bucket,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  const after = await client.send(new GetBucketVersioningCommand({ Bucket: at.Bucket }));
  const versioned = await client.send(new PutObjectCommand({ ...at, Body: 'two' }));
  const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: at.Bucket }));
  const { Buckets } = await client.send(new ListBucketsCommand({}));
  client.destroy();

  expect([before.Status, after.Status]).toEqual([undefined, 'Enabled']);
  expect(put.VersionId).toBeUndefined();
  expect(Versions?.map(({ VersionId }) => VersionId)).toEqual([versioned.VersionId, 'null']);
  expect(Buckets?.map(({ Name }) => Name)).toContain('plain-bucket');
});

/** Every name under localhost is this machine; not every resolver knows. */
function resolveToLoopback(
  _host: string,
  options: { readonly all?: boolean },
  done: (error: null, address: unknown, family?: number) => void,
): void {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
}

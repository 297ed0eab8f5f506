import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListObjectsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { region, startWire, type Wire } from '../wire/wire-stack';

const Bucket = 'of-this-region';

let wire: Wire;
let client: S3Client;

beforeAll(async () => {
  wire = await startWire();
  client = new S3Client({ ...wire.client, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  client.destroy();
  await wire.stop();
});

// claim: GetBucketLocation · the location of a bucket is empty, which is AWS's word for us-east-1
//   · AWS: API_GetBucketLocation
// claim: HeadBucket · names the caller's region as the bucket's · AWS: API_HeadBucket
test('a bucket tells where it is', async () => {
  const head = await client.send(new HeadBucketCommand({ Bucket }));
  const location = await client.send(new GetBucketLocationCommand({ Bucket }));

  expect(head.BucketRegion).toBe(region);
  expect(location.LocationConstraint).toBeUndefined();
  await expect(
    client.send(new GetBucketLocationCommand({ Bucket: 'nowhere' })),
  ).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

// claim: ListObjects, DeleteObjects, DeleteBucket · pages by the last key; many deletions in one
//   call; a bucket that holds something stays · AWS: API_ListObjects, API_DeleteObjects,
//   API_DeleteBucket
test('a bucket goes when it is empty', async () => {
  for (const Key of ['a', 'b', 'c'])
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const first = await client.send(new ListObjectsCommand({ Bucket, MaxKeys: 2 }));
  const rest = await client.send(
    new ListObjectsCommand({ Bucket, Marker: first.Contents?.at(-1)?.Key }),
  );
  const keys = [first, rest].map(({ Contents }) => Contents?.map(({ Key }) => Key));

  expect(keys).toEqual([['a', 'b'], ['c']]);
  await expect(client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: 'BucketNotEmpty',
    $metadata: { httpStatusCode: 409 },
  });
  const { Deleted } = await client.send(
    new DeleteObjectsCommand({
      Bucket,
      Delete: { Objects: [...keys.flat(), 'none'].map((Key) => ({ Key })) },
    }),
  );
  expect(Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b', 'c', 'none']);
  await client.send(new DeleteBucketCommand({ Bucket }));
  await expect(client.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NotFound',
  });
});

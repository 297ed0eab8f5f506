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
import { region, useWire } from '../wire/wire-stack';

const Bucket = 'of-this-region';

const wire = useWire();
let client: S3Client;

beforeAll(async () => {
  client = new S3Client({ ...wire.client, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => client.destroy());

const located = async (s3: S3Client, name: string) => {
  const head = await s3.send(new HeadBucketCommand({ Bucket: name }));
  const location = await s3.send(new GetBucketLocationCommand({ Bucket: name }));
  return [head.BucketRegion, location.LocationConstraint];
};

// claim: CreateBucket, HeadBucket, GetBucketLocation · a bucket is where its LocationConstraint
//   says, for callers of every region; the location of us-east-1 is empty · AWS:
//   API_GetBucketLocation, API_HeadBucket
test('a bucket tells where it is, one and the same to everybody', async () => {
  const home = new S3Client({ ...wire.client, region: 'us-east-1', forcePathStyle: true });
  await home.send(new CreateBucketCommand({ Bucket: 'at-home' }));

  for (const s3 of [client, home]) {
    expect(await located(s3, Bucket)).toEqual([region, region]);
    expect(await located(s3, 'at-home')).toEqual(['us-east-1', undefined]);
  }
  await expect(located(home, 'nowhere')).rejects.toMatchObject({ name: 'NotFound' });
  await expect(
    home.send(new GetBucketLocationCommand({ Bucket: 'nowhere' })),
  ).rejects.toMatchObject({ name: 'NoSuchBucket' });
  home.destroy();
});

// claim: CreateBucket · a region's endpoint makes buckets of that region only, that of us-east-1
//   of any other, which us-east-1 is not called · AWS: API_CreateBucket, LocationConstraint
test.each([
  [region, 'eu-west-1', 'IllegalLocationConstraintException'],
  ['us-east-1', 'us-east-1', 'InvalidLocationConstraint'],
] as const)('signed for %s, a bucket of %s is refused', async (signedFor, constraint, name) => {
  const s3 = new S3Client({ ...wire.client, region: signedFor, forcePathStyle: true });
  const create = s3.send(
    new CreateBucketCommand({
      Bucket: 'refused',
      // The SDK knows that us-east-1 is none.
      CreateBucketConfiguration: { LocationConstraint: constraint as 'eu-west-1' },
    }),
  );

  await expect(create).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  s3.destroy();
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

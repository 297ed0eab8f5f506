import { BatchGetImageCommand, DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { startWire, type Wire } from '../wire/wire-stack';

const repositoryName = 'fraud-scorer';
const digests = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`) as [string, string];

let wire: Wire;
let client: ECRClient;

beforeAll(async () => {
  wire = await startWire({ clock: { now: () => 1_700_000_000_000 } });
  client = new ECRClient(wire.client);
  wire.registry.push(repositoryName, { digest: digests[0], tags: ['1.0', 'latest'] });
  wire.registry.push(repositoryName, { digest: digests[1], tags: ['latest'] });
});

afterAll(async () => {
  client.destroy();
  await wire.stop();
});

// claim: DescribeImages · images by tag and digest; a tag moves with the next push · AWS:
//   API_DescribeImages; Image tag mutability
test('an image by tag and by digest; a tag moves with the next push', async () => {
  const { imageDetails } = await client.send(
    new DescribeImagesCommand({
      repositoryName,
      imageIds: [{ imageTag: 'latest' }, { imageDigest: digests[0] }],
    }),
  );

  expect(imageDetails).toEqual([
    expect.objectContaining({ imageDigest: digests[1], imageTags: ['latest'] }),
    expect.objectContaining({
      registryId: '000000000000',
      repositoryName,
      imageDigest: digests[0],
      imageTags: ['1.0'],
      imageStatus: 'ACTIVE',
      imagePushedAt: new Date(1_700_000_000_000),
    }),
  ]);
});

// claim: DescribeImages · without ids all images of the repository · AWS: API_DescribeImages
test('without ids, every image of the repository', async () => {
  const { imageDetails } = await client.send(new DescribeImagesCommand({ repositoryName }));

  expect(imageDetails?.map(({ imageDigest }) => imageDigest)).toEqual(digests);
});

// claim: BatchGetImage · what is not there is a failure in the answer, not an error · AWS:
//   API_BatchGetImage, failures
test('a batch tells what it found and what not', async () => {
  const { images, failures } = await client.send(
    new BatchGetImageCommand({
      repositoryName,
      imageIds: [{ imageTag: '1.0' }, { imageTag: 'none' }],
    }),
  );

  expect(images?.map(({ imageId }) => imageId)).toEqual([
    { imageTag: '1.0', imageDigest: digests[0] },
  ]);
  expect(failures?.map(({ failureCode }) => failureCode)).toEqual(['ImageNotFound']);
});

// claim: DescribeImages · ImageNotFoundException and RepositoryNotFoundException · botocore:
//   DescribeImages errors
test.each([
  [{ imageIds: [{ imageTag: 'none' }] }, 'ImageNotFoundException'],
  [{ repositoryName: 'no-such-repository' }, 'RepositoryNotFoundException'],
  [{ registryId: '123456789012' }, 'RepositoryNotFoundException'],
  [{ imageIds: [] }, 'InvalidParameterException'],
])('%j is %s', async (input, name) => {
  await expect(
    client.send(new DescribeImagesCommand({ repositoryName, ...input })),
  ).rejects.toMatchObject({ name });
});

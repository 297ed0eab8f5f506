import { readArtifact, readArtifacts } from '../../src/activities/artifact';
import { startAws } from './support/aws';

type Aws = Awaited<ReturnType<typeof startAws>>;
let aws: Aws;

beforeAll(async () => {
  aws = await startAws();
  aws.wire.objects.createBucket('models');
  aws.wire.objects.put('models', 'fraud/2/model.tar.gz', Buffer.from('weights'));
  aws.wire.objects.put('models', 'big/manifest.json', Buffer.from('[]'));
});
afterAll(() => aws.stop());

it('pins an object by ETag without quotes and by size', async () => {
  const found = await readArtifact(aws.clients, 's3://models/fraud/2/model.tar.gz');

  expect(found).toMatchObject({ uri: 's3://models/fraud/2/model.tar.gz', bytes: 7 });
  expect(found?.etag).toMatch(/^[0-9a-f]{32}$/);
});

it.each(['s3://models/nothing', 's3://no-such-bucket/key'])('finds %s gone', async (uri) => {
  expect(await readArtifact(aws.clients, uri)).toBeUndefined();
});

it('takes each kind of model data, with the ETag that was registered', async () => {
  const source = (more: object) => ({ S3DataSource: { CompressionType: 'None', ...more } });
  const prefix = source({ S3DataType: 'S3Prefix', S3Uri: 's3://models/big/' });
  const manifest = { ManifestS3Uri: 's3://models/big/manifest.json', ManifestEtag: '"m"' };

  const read = await readArtifacts(aws.clients, [
    { ModelDataUrl: 's3://models/fraud/2/model.tar.gz', ModelDataETag: '"e"' },
    { ModelDataSource: source({ S3DataType: 'S3Object', S3Uri: 's3://models/gone', ETag: 'o' }) },
    { ModelDataSource: prefix },
    { ModelDataSource: { S3DataSource: { ...prefix.S3DataSource, ...manifest } } },
    { Image: 'no data of its own' },
    { ModelDataUrl: 'https://models.s3.amazonaws.com/x' },
  ]);

  expect(read).toMatchObject([
    { expectedEtag: 'e', found: { bytes: 7 } },
    { uri: 's3://models/gone', expectedEtag: 'o', found: undefined },
    { uri: 's3://models/big/', unpinnable: expect.stringContaining('prefix') as string },
    { uri: 's3://models/big/manifest.json', expectedEtag: 'm', found: { bytes: 2 } },
    { unpinnable: expect.stringContaining('no single S3 object') as string },
  ]);
});

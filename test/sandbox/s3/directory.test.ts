import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { s3Of } from '../deployed-models';
import { startSandbox, until, type RunningSandbox } from '../running-sandbox';

const Bucket = 'kept';

/** Names that a file system could take for something else. */
const keys = [
  'a',
  'a/b',
  'a/',
  'a//b',
  '/rooted',
  '@1.json',
  'ü ß *?:"|',
  'x'.repeat(900),
  'CASE',
  'case',
];

describe('S3 in a directory', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-s3-'));
  let sandbox: RunningSandbox;
  let s3: S3Client;

  const start = async () => {
    sandbox = await startSandbox('--no-seed', '--s3', path.join(folder, 's3'));
    s3 = s3Of(sandbox);
  };

  beforeAll(start);
  afterAll(async () => {
    s3.destroy();
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  const text = async (Key: string, VersionId?: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return await Body?.transformToString();
  };

  // claim: PutObject, GetObject · with a directory, objects outlive a sandbox that is killed ·
  //   AWS: S3 data consistency model
  it('is as it was when the sandbox is killed and started again', async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: `of ${Key}` }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'replaced' }));
    await s3.send(
      new PutBucketVersioningCommand({
        Bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    const at = { Bucket, Key: 'versions' };
    const versions: (string | undefined)[] = [];
    for (const Body of ['one', 'two', 'three']) {
      const { VersionId } = await s3.send(
        new PutObjectCommand({ ...at, Body, ContentType: 'text/plain', Metadata: { by: 'me' } }),
      );
      versions.push(VersionId);
    }
    await s3.send(new DeleteObjectCommand({ ...at, VersionId: versions[1] }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'case' }));
    const before = await s3.send(new ListObjectVersionsCommand({ Bucket }));

    s3.destroy();
    sandbox.process.kill('SIGKILL');
    await until('the sandbox is gone', () => Promise.resolve(sandbox.process.signalCode !== null));
    await sandbox.stop();
    await start();

    const after = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(after.Versions).toEqual(before.Versions);
    expect(after.DeleteMarkers).toEqual(before.DeleteMarkers);
    expect(after.DeleteMarkers?.map(({ Key }) => Key)).toEqual(['case']);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const expected = [...keys.filter((key) => key !== 'case'), 'versions'];
    expect(Contents?.map(({ Key }) => Key).sort()).toEqual(expected.sort());
    for (const key of keys.filter((key) => !['a', 'case'].includes(key))) {
      expect(await text(key)).toBe(`of ${key}`);
    }
    expect(await text('a')).toBe('replaced');
    expect([await text('versions', versions[0]), await text('versions')]).toEqual(['one', 'three']);
    expect(await s3.send(new HeadObjectCommand(at))).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { by: 'me' },
      VersionId: versions[2],
    });
    // The bucket still keeps versions.
    const { VersionId } = await s3.send(new PutObjectCommand({ ...at, Body: 'four' }));
    expect(VersionId).toMatch(/^[\w-]{32}$/);
  }, 90_000);
});

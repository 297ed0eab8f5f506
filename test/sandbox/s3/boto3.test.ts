import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describeWith, tool } from '../../support/tools';
import { useWire } from '../wire/wire-stack';

describeWith('python', 'S3 from boto3', () => {
  const wire = useWire();

  // claim: ListObjects, ListObjectVersions, DeleteObjects, DeleteBucket, HeadBucket, PutObject ·
  //   boto3 pages, pins, deletes all versions in one call, and removes a bucket only when it is
  //   empty · AWS: API_DeleteObjects, API_DeleteBucket
  it('pages, pins, refuses and deletes as S3 does', async () => {
    const script = path.join(__dirname, 'objects.py');
    const { stdout } = await promisify(execFile)(tool('python'), [script, wire.endpoint], {
      timeout: 60_000,
    });
    const of = (number: number) => [`folder/${number} & more.txt`, true];

    expect(JSON.parse(stdout)).toEqual({
      pages: [[of(0), of(1)], [of(2), of(3)], [of(4), ['twice', true]], [['twice', false]]],
      listed: [0, 1, 2].map((number) => `folder/${number} & more.txt`),
      pinned: 'first',
      checksum: true,
      errors: [
        'NoSuchKey',
        'NoSuchBucket',
        'NoSuchVersion',
        'PreconditionFailed',
        'PreconditionFailed',
        'BucketNotEmpty',
      ],
      left: 0,
      gone: null,
      head: '404',
    });
  });
});

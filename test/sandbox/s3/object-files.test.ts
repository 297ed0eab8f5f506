import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ObjectFiles } from '../../../src/sandbox/s3/object-files';
import { ObjectStore } from '../../../src/sandbox/s3/object-store';

describe('what a killed sandbox leaves in a directory', () => {
  let folder: string;
  const open = () => new ObjectStore(Date, new ObjectFiles(`${folder}/s3`));

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sandbox-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the new object, where the old one had not been removed yet', () => {
    const store = open();
    store.createBucket('bucket');
    store.write('bucket', 'key', Buffer.from('old'));
    cpSync(`${folder}/s3/bucket/key`, `${folder}/old`, { recursive: true });
    store.write('bucket', 'key', Buffer.from('new'));
    cpSync(`${folder}/old`, `${folder}/s3/bucket/key`, { recursive: true });

    const versions = open().versions('bucket');

    expect(versions.map(({ bytes }) => bytes.toString())).toEqual(['new']);
    expect(readdirSync(`${folder}/s3/bucket/key`)).toEqual(['@2', '@2.json']);
  });

  it('is a bucket where it was made', () => {
    open().createBucket('far', undefined, { region: 'eu-west-1' });
    open().setVersioning('far', 'Enabled');

    expect(open().region('far')).toBe('eu-west-1');
  });

  it('is no object, where bytes were written and nothing else', () => {
    open().createBucket('bucket');
    writeFileSync(`${folder}/s3/bucket/@7`, 'half');

    expect(open().versions('bucket')).toEqual([]);
  });

  it('is refused by name, where a description cannot be read', () => {
    open().createBucket('bucket');
    writeFileSync(`${folder}/s3/bucket/@7.json`, '{');

    expect(open).toThrow(`${folder}/s3/bucket/@7.json of --s3 cannot be read: `);
  });
});

import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ReleaseSpec } from '../release/spec';
import { readAwsError } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { failing } from './aws/failure-mapping';
import { folderOf, s3Place } from './capture-files';

/** Why nothing can be read below the prefix of a spec's labels; that no label is there yet is no fault. */
export async function unreadableLabels(
  { s3 }: AwsClients,
  { shadow }: ReleaseSpec,
): Promise<string | undefined> {
  const address = shadow?.compare?.labels;
  if (address === undefined) return undefined;
  const { bucket: Bucket, prefix } = s3Place(address);
  return await failing(`look for labels under ${address}`, async () => {
    let asked = address;
    try {
      const Prefix = folderOf(prefix);
      const found = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }));
      const Key = found.Contents?.[0]?.Key;
      if (Key === undefined) return undefined;
      asked = `s3://${Bucket}/${Key}`;
      // HEAD decrypts nothing, and its refusal has no body that would say why.
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=0-0' }));
      await Body?.transformToByteArray();
      return undefined;
    } catch (error) {
      const { name, message, status } = readAwsError(error);
      // An empty object has no first byte, and says so to those alone who may read it.
      if (status === 416) return undefined;
      if (status === 404 || status === 403) return `${asked}: ${name} (${status}): ${message}`;
      throw error;
    }
  });
}

import { HeadObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { AwaitingLabels } from '../judge/answers/awaiting-labels';
import { noLabels, takeLabel, type JoinedLabels } from '../judge/answers/label-join';
import type { ReleaseSpec } from '../release/spec';
import { readAwsError } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { failing } from './aws/failure-mapping';
import { hoursBetween, keysBelow, linesOf, s3Place } from './capture-files';

/** Labels read so far, by one final look of a window; the next look reads them anew, for it has more pairs. */
export interface LabelsUnderWay {
  readonly look: number;
  readonly files: string[];
  readonly joined: JoinedLabels;
}

export const labelsOf = (look: number): LabelsUnderWay => ({
  look,
  files: [],
  joined: noLabels(),
});

/**
 * Reads the files with labels of the hours from `from` to `to` (ms) that are not read yet, until the time is up; true
 * when none is left. An hour is that in which the labels were made, as Model Monitor has it, so none is older than
 * the window.
 */
export async function readLabels(
  s3: S3Client,
  { address, from, to }: { readonly address: string; readonly from: number; readonly to: number },
  { files, joined }: LabelsUnderWay,
  { awaiting, timeIsUp }: { readonly awaiting: AwaitingLabels; readonly timeIsUp: () => boolean },
): Promise<boolean> {
  const { bucket, prefix } = s3Place(address);
  const known = new Set(files);
  let fresh = 0;
  for (const hour of hoursBetween(from, to)) {
    const folder = `${[prefix, hour].filter(Boolean).join('/')}/`;
    for (const key of await keysBelow(s3, bucket, folder)) {
      if (known.has(key)) continue;
      if (fresh > 0 && timeIsUp()) return false;
      fresh += 1;
      for await (const line of linesOf(s3, bucket, key)) takeLabel(joined, awaiting, line);
      files.push(key);
    }
  }
  return true;
}

/** Why nothing can be read below the prefix of a spec's labels; that no label is there yet is no fault. */
export async function unreadableLabels(
  { s3 }: AwsClients,
  { shadow }: ReleaseSpec,
): Promise<string | undefined> {
  const address = shadow?.compare?.labels;
  if (address === undefined) return undefined;
  const { bucket: Bucket, prefix } = s3Place(address);
  return await failing(`look for labels under ${address}`, async () => {
    try {
      const Prefix = prefix === '' ? '' : `${prefix}/`;
      const found = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }));
      const Key = found.Contents?.[0]?.Key;
      if (Key !== undefined) await s3.send(new HeadObjectCommand({ Bucket, Key }));
      return undefined;
    } catch (error) {
      const { name, message, status } = readAwsError(error);
      if (status === 404 || status === 403) return `${address}: ${name}: ${message}`;
      throw error;
    }
  });
}

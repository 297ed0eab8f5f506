import { HeadBucketCommand } from '@aws-sdk/client-s3';
import type { ReleaseSpec } from '../release/spec';
import { readAwsError } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { failing } from './aws/failure-mapping';

/** The bucket that a shadow's captures shall go to, where there is none of this name: they would all be lost. */
export async function missingCaptureBucket(
  { s3 }: AwsClients,
  { shadow }: ReleaseSpec,
): Promise<string | undefined> {
  if (!shadow?.compare) return undefined;
  const { host: Bucket } = new URL(shadow.compare.captures);
  return await failing(`look for bucket ${Bucket}`, async () => {
    try {
      await s3.send(new HeadBucketCommand({ Bucket }));
      return undefined;
    } catch (error) {
      // A HEAD has no body: S3 tells by the status alone.
      if (readAwsError(error).status === 404) return Bucket;
      throw error;
    }
  });
}

import { AwsError } from '../wire/operation';

/** Where a bucket is that says nothing else; S3's name for it as a location is no name at all. */
export const defaultRegion = 'us-east-1';

/**
 * The region of a bucket to be made, by its LocationConstraint and the region that the call is signed for.
 * Throws S3's errors for constraints that it refuses.
 */
export function bucketRegion(constraint: string | undefined, signedFor: string): string {
  if (constraint === defaultRegion) {
    throw new AwsError(
      'InvalidLocationConstraint',
      'The specified location-constraint is not valid',
    );
  }
  // Only the endpoint of us-east-1 makes buckets elsewhere.
  if (signedFor !== defaultRegion && constraint !== signedFor) {
    throw new AwsError(
      'IllegalLocationConstraintException',
      `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return constraint ?? defaultRegion;
}

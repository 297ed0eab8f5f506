/** A bucket is half a percent wide: its middle is within 0.25 % of every value in it. */
const step = Math.log(1.005);

/** More than the logarithm of any number, in steps: buckets of values above 0 have numbers above 0. */
const offset = 200_000;

/** The number of a value's bucket, a whole one; buckets are in the order of their values. */
export function bucketOf(value: number): number {
  if (value === 0) return 0;
  return Math.sign(value) * (offset + Math.floor(Math.log(Math.abs(value)) / step));
}

/** The value that stands for those of a bucket. */
export function middleOf(bucket: number): number {
  if (bucket === 0) return 0;
  return Math.sign(bucket) * Math.exp((Math.abs(bucket) - offset + 0.5) * step);
}

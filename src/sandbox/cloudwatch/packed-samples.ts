import { bucketOf, middleOf } from './bucket';
import type { SampleList } from './samples';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Rounded samples in two or three bytes a bucket. */
interface Buckets {
  readonly first: number;
  /** Of each bucket, from the first one. */
  readonly offsets: Numbers;
  readonly counts: Numbers;
  readonly sum: number;
  readonly least: number;
  readonly greatest: number;
}

/** A list of samples as it is kept. */
export type PackedSamples = SampleList | Buckets;

/** Packs a list that is sorted by value; the few values of one that is not rounded stay as they are. */
export function pack(list: SampleList): PackedSamples {
  const { values, counts = [], sum } = list;
  const [least] = values;
  const greatest = values.at(-1);
  if (sum === undefined || least === undefined || greatest === undefined) return list;
  const first = bucketOf(least);
  const offsets = narrow(values.map((value) => bucketOf(value) - first));
  return { first, offsets, counts: narrow(counts), sum, least, greatest };
}

export function unpack(packed: PackedSamples): SampleList {
  if (!('offsets' in packed)) return packed;
  const { first, offsets, counts, sum, least, greatest } = packed;
  const values = Array.from(offsets, (offset) => middleOf(first + offset));
  values[0] = least;
  values[values.length - 1] = greatest;
  return { values, counts: [...counts], sum };
}

/** The same numbers in as few bytes as hold them. */
function narrow(numbers: readonly number[]): Numbers {
  for (const Narrow of [Uint8Array, Uint16Array, Uint32Array]) {
    const narrowed = Narrow.from(numbers);
    if (numbers.every((number, index) => narrowed[index] === number)) return narrowed;
  }
  return Float64Array.from(numbers);
}

import { pack, unpack, type PackedSamples } from './packed-samples';
import { Samples } from './samples';
import { isUniform, united, type StatisticSet } from './statistic-set';

/** What was published of one metric for one time. */
export interface Point {
  /** ms */
  readonly at: number;
  /** ms */
  readonly visibleAt: number;
  readonly unit: string;
  readonly samples: PackedSamples;
  readonly set: StatisticSet | undefined;
}

/** One point with all that points of one unit tell; all of them must be visible by now. */
export function merged(at: number, points: readonly [Point, ...Point[]]): Point {
  const samples = new Samples();
  let set: StatisticSet | undefined;
  for (const point of points) {
    samples.addAll(unpack(point.samples));
    if (point.set === undefined) continue;
    if (isUniform(point.set)) samples.add(point.set.minimum, point.set.sampleCount);
    else set = set === undefined ? point.set : united(set, point.set);
  }
  // A reader of pages looks at what was visible when it began, and must not lose the first ones.
  const visibleAt = Math.min(...points.map((point) => point.visibleAt));
  return { at, visibleAt, unit: points[0].unit, samples: pack(samples.list), set };
}

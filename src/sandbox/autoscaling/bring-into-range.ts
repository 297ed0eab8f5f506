import { withinRange } from './desired-count';
import { setCount } from './set-count';
import type { Scaling } from './scaling';
import type { Target } from './target';

/**
 * Changes a count that lies outside of the target's range, as AWS does when a range is set. While the
 * endpoint takes no change, nothing happens: the next scaling keeps within the new range.
 */
export function bringIntoRange(scaling: Scaling, target: Target): void {
  const capacity = scaling.variants.capacity(target);
  if (capacity?.isActive !== true) return;
  const count = withinRange(capacity.desired, target);
  if (count === capacity.desired) return;
  const bound = count > capacity.desired ? 'minimum' : 'maximum';
  setCount(scaling, target, count, { cause: `${bound} capacity was set to ${count}` });
}

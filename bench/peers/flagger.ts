import { rateOf, type Rule } from '../../src/judge/record/rules/series';

/** `threshold` of Flagger's own tutorials. */
const threshold = 5;

/** Flagger: each failed check adds one to a counter that a good check does not take back; at the threshold it rolls back, one interval later. A check without a value failed. */
export const flagger: Rule = {
  id: 'flagger',
  title: 'Flagger',
  source:
    'Flagger, canary analysis: failed checks counted up to threshold 5, as in its tutorials; one check a period, rolled back at the next',
  end: (series, limit) => {
    let failed = 0;
    for (const [index, minute] of series.entries()) {
      if (failed >= threshold) return { rolledBackAt: index + 1, promoted: false };
      const rate = rateOf(minute);
      if (rate === undefined || rate > limit) failed += 1;
    }
    return { promoted: failed < threshold };
  },
};

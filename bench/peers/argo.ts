import { rateOf, type Rule } from '../../src/judge/record/rules/series';

// Defaults of an analysis metric: no failed measurement is allowed, and four errors in a row.
const failureLimit = 0;
const consecutiveErrorLimit = 4;

/** Argo Rollouts: one measurement a period; failed above the limit, an error where the query gives no value. */
export const argo: Rule = {
  id: 'argo',
  title: 'Argo analysis',
  source:
    'Argo Rollouts, analysis: failureLimit 0 and consecutiveErrorLimit 4, its defaults; one measurement a period by its CloudWatch provider',
  end: (series, limit) => {
    let [failures, errors] = [0, 0];
    for (const [index, minute] of series.entries()) {
      const rate = rateOf(minute);
      errors = rate === undefined ? errors + 1 : 0;
      if (rate !== undefined && rate > limit) failures += 1;
      if (failures > failureLimit || errors > consecutiveErrorLimit)
        return { rolledBackAt: index + 1, promoted: false };
    }
    return { promoted: true };
  },
};

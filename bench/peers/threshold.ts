import { endAtFirst, rateOf, type Rule } from '../../src/judge/record/rules/series';

/** Rolls back at the first period whose error rate is above the limit. */
export const anyPeriod: Rule = {
  id: 'any-period',
  title: 'any period',
  source: 'a threshold on the error rate of each period, as most home-made scripts have it',
  end: (series, limit) => endAtFirst(series, (minute) => (rateOf(minute) ?? 0) > limit),
};

import { z } from 'zod';
import type { CheckSpec } from '../release/spec';
import { limits } from './limits';
import { kindOf, writtenMetric } from './metric';
import { findingsOf, members, refuse, scalar } from './reader';
import { latency, percent } from './units';
import { number, whole } from './values';

const line = members({
  metric: writtenMetric,
  max: z.unknown().optional(),
  min: scalar(number(limits.level)).optional(),
  increase: scalar(percent(limits.increase)).optional(),
  atLeast: scalar(whole(limits.requests)).optional(),
});

const maxOf = {
  count: scalar(percent(limits.ratio)),
  latency: scalar(latency(limits.latency)),
  level: scalar(number(limits.level)),
} as const;

/** One line of `checks:`; the unit of `max` follows the metric. */
export const writtenCheck = line.transform(
  ({ metric: { metric, quantile }, max, min, increase, atLeast }, context): CheckSpec => {
    const check: CheckSpec = {
      metric,
      ...(quantile !== undefined && { quantile }),
      ...(min !== undefined && { min }),
      ...(increase !== undefined && { increase }),
      ...(atLeast !== undefined && { minRequests: atLeast }),
    };
    if (max === undefined) return check;
    const read = maxOf[kindOf(metric)].safeParse(max);
    if (read.success) return { ...check, max: read.data };
    for (const { what, use } of findingsOf(read.error)) refuse(context, what, use, ['max']);
    return z.NEVER;
  },
);

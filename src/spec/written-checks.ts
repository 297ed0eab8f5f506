import { z } from 'zod';
import type { CheckSpec } from '../release/spec';
import { limits } from './limits';
import { isLatency, writtenMetric } from './metric';
import { findingsOf, members, refuse, scalar } from './reader';
import { latency, percent } from './units';
import { whole } from './values';

const line = members({
  metric: scalar(writtenMetric),
  max: z.unknown().optional(),
  increase: scalar(percent(limits.increase)).optional(),
  atLeast: scalar(whole(limits.requests)).optional(),
});

const maxRatio = percent(limits.ratio);
const maxLatency = latency(limits.latency);

/** One line of `checks:`; the unit of `max` follows the metric. */
export const writtenCheck = line.transform(
  ({ metric: { metric, quantile }, max, increase, atLeast }, context): CheckSpec => {
    const check: CheckSpec = {
      metric,
      ...(quantile !== undefined && { quantile }),
      ...(increase !== undefined && { increase }),
      ...(atLeast !== undefined && { minRequests: atLeast }),
    };
    if (max === undefined) return check;
    const read = scalar(isLatency(metric) ? maxLatency : maxRatio).safeParse(max);
    if (read.success) return { ...check, max: read.data };
    for (const { what, use } of findingsOf(read.error)) refuse(context, what, use, ['max']);
    return z.NEVER;
  },
);

import { z } from 'zod';
import type { CheckSpec, OwnMetric } from '../release/spec';
import { quoted } from './fault';
import { nearest } from './nearest';
import { ownMetric } from './own-metric';
import { isMapping, pass, scalar, type Reader } from './reader';

export const countMetrics = [
  'Invocation5XXErrors',
  'Invocation4XXErrors',
  'InvocationModelErrors',
] as const;
export const latencyMetrics = ['ModelLatency', 'OverheadLatency'] as const;
/** AWS: Instance metrics, published a minute apart in /aws/sagemaker/Endpoints. */
export const resourceMetrics = [
  'CPUUtilization',
  'MemoryUtilization',
  'DiskUtilization',
  'GPUUtilization',
  'GPUMemoryUtilization',
] as const;

export type CheckedMetric = Pick<CheckSpec, 'metric' | 'quantile'>;

/** What `max` of a check is measured in. */
export function kindOf(metric: CheckSpec['metric']): 'count' | 'latency' | 'level' {
  if (typeof metric !== 'string') return 'level';
  if (isLatency(metric)) return 'latency';
  return countMetrics.some((known) => known === metric) ? 'count' : 'level';
}

function isLatency(metric: string): boolean {
  return latencyMetrics.some((known) => known === metric);
}

/** The name of a metric that SageMaker publishes, or an own one: `{ namespace: Shop, name: ConversionRate }`. */
export const writtenMetric = z.unknown().transform((value, context): CheckedMetric => {
  if (!isMapping(value)) {
    const named = scalar(namedMetric).safeParse(value);
    return named.success ? named.data : pass(context, named.error);
  }
  const own = ownMetric.safeParse(value);
  return own.success ? { metric: own.data } : pass(context, own.error);
});

/** `Invocation5XXErrors`, `CPUUtilization`, or a latency with its percentile: `ModelLatency.p99`. */
const namedMetric: Reader<CheckedMetric> = {
  use: 'Use Invocation5XXErrors, ModelLatency.p99 or ModelLatency.p50.',
  read: (value) => {
    const text = typeof value === 'string' ? value : '';
    const count = [...countMetrics, ...resourceMetrics].find((known) => known === text);
    if (count) return { metric: count };
    const [base = '', percentile, ...more] = text.split('.p');
    const latency = latencyMetrics.find((known) => known === base);
    if (!latency)
      return { refused: `${quoted(value)} is not a metric of an endpoint`, use: hint(base) };
    const quantile = quantileOf(percentile, more);
    return quantile === undefined
      ? {
          refused: `${quoted(value)} names no percentile from p1 to p99.99`,
          use: `Use ${latency}.p99.`,
        }
      : { metric: latency, quantile };
  },
};

/** `ModelLatency.p99`, the way it is written in release.yaml. */
export function metricText({ metric, quantile }: CheckedMetric): string {
  if (typeof metric !== 'string') return ownText(metric);
  return quantile === undefined ? metric : `${metric}.p${Number((quantile * 100).toFixed(4))}`;
}

function ownText({ namespace, name, stat, dimensions }: OwnMetric): string {
  const pairs = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return [`${namespace}/${name}`, stat, ...pairs.sort()].join(' ');
}

function quantileOf(percentile: string | undefined, more: readonly string[]): number | undefined {
  if (!percentile || more.length > 0) return undefined;
  const [, digits] = /^([1-9][0-9]?(?:\.[0-9]{1,2})?)$/.exec(percentile) ?? [];
  return digits === undefined ? undefined : Number(`${digits}e-2`);
}

function hint(text: string): string | undefined {
  const meant = nearest(text, [...countMetrics, ...latencyMetrics, ...resourceMetrics]);
  if (!meant) return undefined;
  return `Did you mean ${isLatency(meant) ? `${meant}.p99` : meant}?`;
}

import type { CheckSpec } from '../release/spec';
import { quoted } from './fault';
import { nearest } from './nearest';
import type { Reader } from './reader';

export const countMetrics = [
  'Invocation5XXErrors',
  'Invocation4XXErrors',
  'InvocationModelErrors',
] as const;
export const latencyMetrics = ['ModelLatency', 'OverheadLatency'] as const;

export type CheckedMetric = Pick<CheckSpec, 'metric' | 'quantile'>;

export function isLatency(metric: string): boolean {
  return latencyMetrics.some((known) => known === metric);
}

/** `Invocation5XXErrors`, or a latency with its percentile: `ModelLatency.p99`. */
export const writtenMetric: Reader<CheckedMetric> = {
  use: 'Use Invocation5XXErrors, ModelLatency.p99 or ModelLatency.p50.',
  read: (value) => {
    const text = typeof value === 'string' ? value : '';
    const count = countMetrics.find((known) => known === text);
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
  return quantile === undefined ? metric : `${metric}.p${Number((quantile * 100).toFixed(4))}`;
}

function quantileOf(percentile: string | undefined, more: readonly string[]): number | undefined {
  if (!percentile || more.length > 0) return undefined;
  const [, digits] = /^([1-9][0-9]?(?:\.[0-9]{1,2})?)$/.exec(percentile) ?? [];
  return digits === undefined ? undefined : Number(`${digits}e-2`);
}

function hint(text: string): string | undefined {
  const meant = nearest(text, [...countMetrics, ...latencyMetrics]);
  if (!meant) return undefined;
  return `Did you mean ${isLatency(meant) ? `${meant}.p99` : meant}?`;
}

import type { Unbudgeted } from './error-budget';
import type { CheckSpec, OwnMetric, ReleaseSpec, ResourceMetric } from './spec';

/** What is checked where a spec names nothing. */
const defaultChecks: readonly CheckSpec[] = [
  { metric: 'Invocation5XXErrors', max: 0.001 },
  { metric: 'ModelLatency', quantile: 0.99, increase: 0.2 },
];

const ids = {
  Invocation5XXErrors: '5xx',
  Invocation4XXErrors: '4xx',
  InvocationModelErrors: 'model-errors',
  ModelLatency: '',
  OverheadLatency: 'overhead-',
  CPUUtilization: 'cpu',
  MemoryUtilization: 'memory',
  DiskUtilization: 'disk',
  GPUUtilization: 'gpu',
  GPUMemoryUtilization: 'gpu-memory',
} as const;

const defaultLimit = 0.001;
/** A pass needs proof that the rate is under this many times the limit. */
const passFactor = 5;
/** Confidence of the first look: 1 - beta/2 with beta 5 %. */
const firstLookDoubt = 0.025;

/** The spec's checks as gates of the judge, with every number spelled out but their parts of the error budget. */
export function namedChecks({ endpoint, checks, metrics }: ReleaseSpec): Unbudgeted[] {
  const asked = checks.length > 0 ? checks : defaultChecks;
  const gates = asked.map((check) => gateOf(check, metrics.minPeriods, endpoint));
  const named = gates.map((gate, index) => {
    const before = gates.slice(0, index).filter(({ id }) => id === gate.id).length;
    return before === 0 ? gate : { ...gate, id: `${gate.id}-${before + 1}` };
  });
  return [...named, split];
}

/** Stands in every plan: no team thinks of it, and every comparison needs it. */
const split: Unbudgeted = { kind: 'split', id: 'split', metric: 'Invocations' };

function gateOf(check: CheckSpec, periods: number, endpoint: string): Unbudgeted {
  const { metric, increase, max } = check;
  if (typeof metric !== 'string') return levelOf(check, metric.name, metric, periods);
  if (isResource(metric)) return levelOf(check, ids[metric], resourceOf(metric, endpoint), periods);
  if (metric === 'ModelLatency' || metric === 'OverheadLatency') {
    const quantile = check.quantile ?? 0.99;
    const requests = check.minRequests ?? requestsForQuantile(quantile);
    return {
      kind: 'latency',
      id: `${ids[metric]}p${quantileText(quantile)}`,
      metric,
      quantile,
      ...(increase !== undefined && { increase }),
      ...(max !== undefined && { max }),
      minimum: { requests, periods },
    };
  }
  const limit = max ?? defaultLimit;
  const passLimit = Math.min(1, passFactor * limit);
  const requests = check.minRequests ?? requestsWithoutError(passLimit);
  return {
    kind: 'ratio',
    id: ids[metric],
    metric,
    limit,
    passLimit,
    minimum: { requests, periods },
  };
}

function isResource(metric: string): metric is ResourceMetric {
  return metric.endsWith('Utilization');
}

/** AWS: instance metrics of an endpoint's variant, in percent, once a minute. */
function resourceOf(name: ResourceMetric, endpoint: string): OwnMetric {
  return {
    namespace: '/aws/sagemaker/Endpoints',
    name,
    stat: 'Average',
    dimensions: { EndpointName: endpoint, VariantName: '{variant}' },
  };
}

function levelOf(
  { max, min, increase }: CheckSpec,
  id: string,
  { namespace, name, stat, dimensions }: OwnMetric,
  periods: number,
): Unbudgeted {
  return {
    kind: 'level',
    id,
    metric: name,
    source: { namespace, dimensions },
    stat,
    ...(max !== undefined && { max }),
    ...(min !== undefined && { min }),
    ...(increase !== undefined && { increase }),
    minimum: { requests: 0, periods },
  };
}

/** The fewest requests that prove a rate under the limit when none of them fails: 736 for 0.5 %. */
export function requestsWithoutError(passLimit: number): number {
  if (passLimit >= 1) return 1;
  return Math.ceil(Math.log(firstLookDoubt) / Math.log(1 - passLimit));
}

/** Three requests beyond the quantile are expected: fewer say nothing about a tail. */
function requestsForQuantile(quantile: number): number {
  return Math.max(100, Math.ceil(3 / (1 - quantile) - 1e-6));
}

/** 0.99 is `99`, 0.999 is `99.9`. */
const quantileText = (quantile: number): string => String(Number((quantile * 100).toFixed(4)));

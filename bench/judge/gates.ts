import type { LatencyGate, RatioGate } from '../../src/judge/gate';
import { limit, passLimit } from './scenarios';

/** The two gates that a release has where its spec names none; the least of requests are the plan's. */
export const errorGate: RatioGate = {
  kind: 'ratio',
  id: '5xx',
  metric: 'Invocation5XXErrors',
  limit,
  passLimit,
  minimum: { requests: 736, periods: 10 },
};

export const latencyGate: LatencyGate = {
  kind: 'latency',
  id: 'p99',
  metric: 'ModelLatency',
  quantile: 0.99,
  increase: 0.2,
  minimum: { requests: 300, periods: 10 },
};

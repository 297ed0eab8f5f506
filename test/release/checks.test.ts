import { plannedGates } from '../../src/release/planned-gates';
import { aSpec } from './support/facts';

it('checks errors and p99 where the spec names nothing', () => {
  expect(plannedGates(aSpec()).checks).toEqual([
    {
      kind: 'ratio',
      id: '5xx',
      metric: 'Invocation5XXErrors',
      limit: 0.001,
      passLimit: 0.005,
      minimum: { requests: 736, periods: 10 },
      alpha: 0.005,
    },
    {
      kind: 'latency',
      id: 'p99',
      metric: 'ModelLatency',
      quantile: 0.99,
      increase: 0.2,
      minimum: { requests: 300, periods: 10 },
      alpha: 0.002,
    },
    { kind: 'split', id: 'split', metric: 'Invocations' },
  ]);
});

it('takes limits, quantiles and minimum from the spec', () => {
  const checks = [
    { metric: 'Invocation5XXErrors', max: 0.01, minRequests: 50 },
    { metric: 'ModelLatency', quantile: 0.5, max: 300_000, increase: 0.1 },
    { metric: 'OverheadLatency', quantile: 0.999, max: 5000 },
  ] as const;

  expect(plannedGates(aSpec({ checks })).checks).toMatchObject([
    { id: '5xx', limit: 0.01, passLimit: 0.05, minimum: { requests: 50 } },
    { id: 'p50', max: 300_000, increase: 0.1, minimum: { requests: 100 } },
    { id: 'overhead-p99.9', max: 5000, minimum: { requests: 3000 } },
    { id: 'split' },
  ]);
});

it.each([
  ['CPUUtilization', 'cpu'],
  ['MemoryUtilization', 'memory'],
  ['DiskUtilization', 'disk'],
  ['GPUUtilization', 'gpu'],
  ['GPUMemoryUtilization', 'gpu-memory'],
] as const)('reads %s of each variant from the metrics of its instances', (metric, id) => {
  const [gate] = plannedGates(aSpec({ checks: [{ metric, max: 80 }] })).checks;

  expect(gate).toMatchObject({
    kind: 'level',
    id,
    metric,
    stat: 'Average',
    source: {
      namespace: '/aws/sagemaker/Endpoints',
      dimensions: { EndpointName: 'fraud-scorer', VariantName: '{variant}' },
    },
  });
});

it('reads levels from where they are published', () => {
  const own = {
    namespace: 'Shop',
    name: 'ConversionRate',
    stat: 'Average',
    dimensions: { Variant: '{variant}' },
  };
  const checks = [
    { metric: 'CPUUtilization', max: 320, increase: 0.2 },
    { metric: own, min: 0.02 },
  ] as const;

  expect(plannedGates(aSpec({ checks })).checks).toEqual([
    {
      kind: 'level',
      id: 'cpu',
      metric: 'CPUUtilization',
      source: {
        namespace: '/aws/sagemaker/Endpoints',
        dimensions: { EndpointName: 'fraud-scorer', VariantName: '{variant}' },
      },
      stat: 'Average',
      max: 320,
      increase: 0.2,
      minimum: { requests: 0, periods: 10 },
      alpha: 0.001,
    },
    {
      kind: 'level',
      id: 'ConversionRate',
      metric: 'ConversionRate',
      source: { namespace: 'Shop', dimensions: { Variant: '{variant}' } },
      stat: 'Average',
      min: 0.02,
      minimum: { requests: 0, periods: 10 },
      alpha: 0.001,
    },
    { kind: 'split', id: 'split', metric: 'Invocations' },
  ]);
});

it('gives two checks on one metric different ids', () => {
  const checks = [
    { metric: 'ModelLatency', quantile: 0.99, increase: 0.2 },
    { metric: 'ModelLatency', quantile: 0.99, max: 1000 },
  ] as const;

  expect(plannedGates(aSpec({ checks })).checks.map(({ id }) => id)).toEqual([
    'p99',
    'p99-2',
    'split',
  ]);
});

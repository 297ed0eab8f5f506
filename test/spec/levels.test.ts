import { renderFault } from '../../src/spec/fault';
import { parseSpec } from '../../src/spec/parse-spec';
import { specWith } from './smallest';

const checksOf = (checks: string) => {
  const result = parseSpec(specWith({ checks }), 'release.yaml');
  if (!result.ok) throw new Error(result.faults.map(renderFault).join('\n'));
  return result.spec.checks;
};

const faultsOf = (checks: string): string => {
  const result = parseSpec(specWith({ checks }), 'release.yaml');
  return result.ok ? '' : result.faults.map(renderFault).join(' | ');
};

test('levels: what instances use, and metrics of any namespace', () => {
  const checks = `
  - { metric: CPUUtilization, max: 320 }
  - { metric: MemoryUtilization, increase: 20% }
  - metric: { namespace: Shop, name: ConversionRate, dimensions: { Variant: "{variant}" } }
    min: 0.02
    increase: 5%
  - { metric: { namespace: Shop, name: Basket Size, stat: p90 }, max: 1e3 }`;
  const variant = { Variant: '{variant}' };
  expect(checksOf(checks)).toEqual([
    { metric: 'CPUUtilization', max: 320 },
    { metric: 'MemoryUtilization', increase: 0.2 },
    {
      metric: { namespace: 'Shop', name: 'ConversionRate', stat: 'Average', dimensions: variant },
      min: 0.02,
      increase: 0.05,
    },
    { metric: { namespace: 'Shop', name: 'Basket Size', stat: 'p90', dimensions: {} }, max: 1000 },
  ]);
});

test.each([
  ['{ metric: CPUUtilization }', 'checks[0]: CPUUtilization needs a limit'],
  ['{ metric: CPUUtilisation, max: 1 }', 'Did you mean CPUUtilization?'],
  ['{ metric: CPUUtilization, max: 80% }', 'checks[0].max: "80%" is not a number'],
  ['{ metric: CPUUtilization, max: 80, atLeast: 9 }', 'counts no requests. Leave `atLeast` out.'],
  ['{ metric: CPUUtilization, max: 80, min: 90 }', '90 is more than the `max` of 80'],
  ['{ metric: Invocation5XXErrors, max: 1%, min: 0 }', 'has no lower limit'],
  ['{ metric: { namespace: Shop }, max: 1 }', 'checks[0].metric.name: is missing'],
  ['{ metric: { name: Rate }, max: 1 }', 'checks[0].metric.namespace: is missing'],
  ['{ metric: { namespace: ":x", name: Rate }, max: 1 }', '":x" is not a namespace'],
  ['{ metric: { namespace: Shop, name: "Räte" }, max: 1 }', 'is not the name of a metric'],
  ['{ metric: { namespace: S, name: R, stat: mean }, max: 1 }', '"mean" is not a statistic'],
  ['{ metric: { namespace: S, name: R, unit: x }, max: 1 }', 'metric.unit: is not a known key'],
  [
    '{ metric: { namespace: S, name: R, dimensions: { V: 5 } }, max: 1 }',
    'checks[0].metric.dimensions.V: 5 is not the value of a dimension',
  ],
  [
    '{ metric: { namespace: Shop, name: Rate }, increase: 5% }',
    'checks[0].increase: Shop/Rate Average is the same for both variants',
  ],
])('%s is refused', (check, words) => {
  expect(faultsOf(`[${check}]`)).toContain(words);
});

test('a check of the same own metric twice is refused, of another variant of it not', () => {
  const rate = (page: string) =>
    `{ metric: { namespace: Shop, name: Rate, dimensions: { Page: ${page} } }, max: 1 }`;
  expect(faultsOf(`[${rate('a')}, ${rate('a')}]`)).toContain('stands here twice');
  expect(faultsOf(`[${rate('a')}, ${rate('b')}]`)).toBe('');
});

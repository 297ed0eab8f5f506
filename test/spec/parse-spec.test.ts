import { renderFault } from '../../src/spec/fault';
import { parseSpec } from '../../src/spec/parse-spec';
import { smallest, specWith } from './smallest';

const specOf = (text: string) => {
  const result = parseSpec(text, 'release.yaml');
  if (!result.ok) throw new Error(result.faults.map(renderFault).join('\n'));
  return result.spec;
};

const faultsOf = (text: string): string[] => {
  const result = parseSpec(text, 'release.yaml');
  return result.ok ? [] : result.faults.map(renderFault);
};

const sectionFaults = (section: string, text: string): string =>
  faultsOf(specWith({ [section]: text }))
    .join(' | ')
    .replace(/release\.yaml:\d+:\d+ /g, '');

test('the smallest spec; checks and gates that it leaves out are added by the plan', () => {
  expect(specOf(smallest)).toEqual({
    endpoint: 'fraud-scorer',
    model: { group: 'fraud', version: 2 },
    risk: 'normal',
    registry: 'status',
    approvals: [],
    steps: [{ kind: 'canary', ratio: 0.05, bakeSeconds: 900 }],
    checks: [],
    alarms: ['fraud-scorer-5xx'],
    watch: { seconds: 1800 },
    finish: 'replace',
    onInconclusive: { extend: true, holdSeconds: 14_400 },
    metrics: { periodSeconds: 60, settleSeconds: 60, minPeriods: 10 },
  });
});

test.each([
  ['fraud/2', { group: 'fraud', version: 2 }],
  ['fraud/latest', { group: 'fraud', version: 'latest' }],
  ['{ group: fraud, version: 2 }', { group: 'fraud', version: 2 }],
  ['{ group: fraud, version: approved }', { group: 'fraud', version: 'approved' }],
  [
    'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/2',
    { package: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/2' },
  ],
])('model: %s', (text, model) => {
  expect(specOf(specWith({ model: text })).model).toEqual(model);
});

test('steps in long and short form, linear, and holding longer', () => {
  const steps = `
  - "5%,15m"
  - linear: 25%
    to: 75%
    bake: 20m
  - bake: 30m`;
  expect(specOf(specWith({ steps })).steps).toEqual([
    { kind: 'canary', ratio: 0.05, bakeSeconds: 900 },
    { kind: 'linear', by: 0.25, to: 0.75, bakeSeconds: 1200 },
    { kind: 'bake', bakeSeconds: 1800 },
  ]);
});

test('an approval among the steps stands before the step that follows, counted as the plan counts', () => {
  const steps = `
  - linear: 25%
    to: 75%
    bake: 20m
  - approval: { from: [ml-leads], within: 4h, onTimeout: hold }`;
  const approvals = '[{ before: traffic, name: leads, count: 2, from: [a@x.io, b@x.io] }]';
  expect(specOf(specWith({ steps, approvals })).approvals).toMatchObject([
    { name: 'leads', before: 'traffic', count: 2, from: ['a@x.io', 'b@x.io'] },
    { before: { step: 4 }, withinSeconds: 14_400, onTimeout: 'hold' },
  ]);
});

test('high risk brings a shadow of 24 h, unless the spec says no', () => {
  const spec = specOf(specWith({ risk: 'high' }));
  expect(spec.shadow).toEqual({ seconds: 86_400 });
  expect(specOf(specWith({ risk: 'high', shadow: 'false' })).shadow).toBeUndefined();
});

test('the unit of a check follows its metric', () => {
  const checks = `
  - { metric: Invocation4XXErrors, max: 33.3% }
  - { metric: ModelLatency.p99.9, increase: 20%, max: 1.5s, atLeast: 500 }
  - { metric: ModelLatency.p50, max: 300ms }`;
  expect(specOf(specWith({ checks })).checks).toEqual([
    { metric: 'Invocation4XXErrors', max: 0.333 },
    { metric: 'ModelLatency', quantile: 0.999, increase: 0.2, max: 1_500_000, minRequests: 500 },
    { metric: 'ModelLatency', quantile: 0.5, max: 300_000 },
  ]);
});

test('releasing without alarms is a recorded consent', () => {
  expect(specOf(specWith({ alarms: 'none-i-accept' }))).toMatchObject({
    alarms: [],
    noAlarms: true,
  });
});

test('a release that may prove nothing is a recorded consent', () => {
  expect(specOf(specWith({ acceptInconclusive: 'true' })).acceptInconclusive).toBe(true);
  expect(specOf(smallest).acceptInconclusive).toBeUndefined();
  expect(sectionFaults('acceptInconclusive', 'yes')).toContain('is not true or false');
});

test('a fault names file, line, column, path, what and what to use', () => {
  const text = smallest.replace('15m', '20 minutes');
  expect(faultsOf(text)).toEqual([
    'release.yaml:5:11 steps[0].bake: "20 minutes" is not a duration. Use 20m or 1h30m.',
  ]);
});

test('all faults show at once, in the order of the text, across sections', () => {
  const text = `endpoint: fraud_scorer
modell: fraud/2
steps:
  - { canary: 50%, bake: 15m }
  - { cannary: 60%, bake: 15m }
alarms: []
watch: 5m
`;
  expect(faultsOf(text)).toEqual([
    'release.yaml:1:1 model: is missing. Use { group: fraud, version: 2 }, fraud/2, or the ARN of a model package.',
    'release.yaml:1:11 endpoint: "fraud_scorer" is not an endpoint name. Use the name of a SageMaker endpoint: at most 63 letters, digits and inner hyphens.',
    'release.yaml:2:1 modell: is not a known key. Did you mean `model`?',
    'release.yaml:5:7 steps[1].cannary: is not a known key. Did you mean `canary`?',
    'release.yaml:6:9 alarms: is an empty list. Use [fraud-scorer-5xx], or none-i-accept.',
    'release.yaml:7:8 watch: 5m holds 5 whole metric periods of 1m, a verdict needs 10. Use 10m or more, or fewer `metrics.minPeriods`.',
  ]);
});

test.each([
  ['endpoint', '-x', 'endpoint: "-x" is not an endpoint name'],
  ['endpoint', `"${'a'.repeat(64)}"`, 'is not an endpoint name'],
  ['endpoint', 'frаud', 'endpoint: "fr\\u0430ud" is not an endpoint name'],
  ['endpoint', '[a]', 'endpoint: a list is not an endpoint name'],
  ['endpoint', '', 'endpoint: is empty'],
  ['model', 'fraud', '"fraud" is not a model'],
  ['model', 'fraud/0', '"fraud/0" is not a model'],
  ['model', '{ group: fraud }', 'model.version: is missing. Use a version number'],
  ['model', '{ group: fraud, version: 2.5 }', 'model.version: 2.5 is not a version'],
  ['risk', 'hihg', '"hihg" is not one of normal, high. Did you mean high?'],
  ['shadow', 'true', 'shadow: true is not a duration'],
  ['shadow', '31d', 'shadow: 31d is more than 30d'],
  ['watch', '-30m', 'watch: "-30m" is not a duration'],
  ['watch', 'PT30M', 'watch: "PT30M" is not a duration. Use 30m or 1h30m.'],
  ['watch', '1800', 'watch: 1800 is not a duration'],
  ['watch', '99999999999999999999s', 'is not a duration'],
  ['watch', '.inf', 'watch: Infinity is not a duration'],
  ['watch', '0s', 'watch: 0s is less than 1s'],
  ['alarms', '[a, a]', 'alarms[1]: the alarm a stands here twice'],
  ['alarms', `[${'a,'.repeat(101)}]`, 'alarms: has 101 items, at most 100 are taken'],
  [
    'checks',
    '[{ metric: ModelLatency, increase: 20% }]',
    'checks[0].metric: "ModelLatency" names no percentile from p1 to p99.99. Use ModelLatency.p99.',
  ],
  ['checks', '[{ metric: ModelLatency.p99 }]', 'checks[0]: a latency needs a limit'],
  ['checks', '[{ metric: Invocation5XXErrors }]', 'checks[0]: Invocation5XXErrors needs a limit'],
  ['checks', '[{ metric: Invocation5XXError, max: 1% }]', 'Did you mean Invocation5XXErrors?'],
  ['checks', '[{ metric: Invocation5XXErrors, max: 0% }]', 'checks[0].max: 0% is less than 0.001%'],
  [
    'checks',
    '[{ metric: Invocation5XXErrors, max: 0.1 }]',
    'checks[0].max: 0.1 is not a percentage with its sign. Use 0.1% if you mean percent.',
  ],
  [
    'checks',
    '[{ metric: Invocation5XXErrors, max: 1%, increase: 20% }]',
    'has no increase to measure',
  ],
  ['checks', '[{ metric: ModelLatency.p99, max: 20% }]', 'checks[0].max: "20%" is not a latency'],
  [
    'checks',
    '[{ metric: ModelLatency.p99, max: 1s }, { metric: ModelLatency.p99, max: 2s }]',
    'checks[1]: the check ModelLatency.p99 stands here twice',
  ],
  ['metrics', '{ period: 45s }', 'metrics.period: 45s is not a metric period'],
  ['metrics', '{ minPeriods: 0 }', 'metrics.minPeriods: 0 is less than 1'],
  ['notify', '{ webhook: "http://example.com/x" }', 'is not https'],
  ['notify', '{ webhook: "https://169.254.169.254/" }', 'names a host by number'],
  ['notify', '{ webhook: "https://0xa9.0xfe.1/" }', 'names a host by number'],
  ['notify', '{ webhook: "https://[::ffff:7f00:1]/" }', 'names a host by number'],
  ['notify', '{ webhook: "https://dana:secret@example.com/" }', 'holds a user name or password'],
  ['runbook', 'javascript:alert(1)', 'is not http or https'],
  ['smoke', '{ payload: /tmp/x }', 'smoke.payload: "/tmp/x" is not the address of an S3 object'],
  ['description', `"${'x'.repeat(501)}"`, 'description: has 501 characters'],
  ['description', '"\\e[31mred"', 'description: holds the character U+001B'],
  ['approvals', '[{ within: 4h }]', 'approvals[0].before: is missing'],
  [
    'approvals',
    '[{ before: step 3 }]',
    'approvals[0].before: there is no step 3: the release has 2',
  ],
  ['approvals', '[{ before: shadow }]', 'there is no shadow to stand before'],
  ['approvals', '[{ before: traffic, count: 2 }]', 'but nobody is named'],
  ['approvals', '[{ before: traffic, count: 2, from: [dana] }]', 'only 1 may give one'],
  [
    'approvals',
    '[{ before: traffic, name: a }, { before: watch, name: a }]',
    'approvals[1]: the gate a stands here twice',
  ],
  ['onInconclusive', '{ extend: yes }', 'onInconclusive.extend: "yes" is not true or false'],
])('%s: %s is refused', (section, text, message) => {
  expect(sectionFaults(section, text)).toContain(message);
});

test.each([
  [
    '[{ canary: 5, bake: 15m }]',
    'steps[0].canary: 5 is not a percentage with its sign. Use 5% if you mean percent.',
  ],
  ['[{ canary: "5", bake: 15m }]', 'steps[0].canary: "5" is not a percentage with its sign'],
  ['[{ canary: -5%, bake: 15m }]', '"-5%" is not a percentage with its sign'],
  ['[{ canary: 0%, bake: 15m }]', 'steps[0].canary: 0% is less than 1%'],
  ['[{ canary: 101%, bake: 15m }]', 'steps[0].canary: 101% is more than 100%'],
  ['[{ canary: .nan, bake: 15m }]', 'NaN is not a percentage'],
  ['[{ canary: 1e-320, bake: 15m }]', 'is not a percentage with its sign'],
  ['[{ canary: 1e-320%, bake: 15m }]', '"1e-320%" is not a percentage'],
  ['[{ canary: 2.5%, bake: 15m }]', '"2.5%" is not a whole percentage'],
  ['[{ canary: 5% }]', 'steps[0].bake: is missing'],
  [
    '[{ canary: 5%, bake: 15m }, { canary: 5%, bake: 15m }]',
    'steps[1].canary: 5% is not more than the 5% reached before',
  ],
  [
    '[{ canary: 50%, bake: 15m }, { linear: 60%, bake: 15m }]',
    'steps[1].linear: an increment of 60% leads from 50% beyond 100%',
  ],
  [
    '[{ linear: 10%, to: 50%, bake: 15m }, { linear: 10%, to: 40%, bake: 15m }]',
    'steps[1].to: 40% is not more than the 50% reached before',
  ],
  ['[{ linear: 1%, bake: 15m }]', 'steps: makes 100 steps, at most 40 are taken'],
  ['[{ bake: 15m }]', 'there is no share to hold yet'],
  [
    '[{ canary: 5%, bake: 9m }]',
    'steps[0].bake: 9m holds 9 whole metric periods of 1m, a verdict needs 10. Use 10m or more',
  ],
  ['["5%;15m"]', '"5%;15m" is not a step'],
  ['["5%,15"]', 'steps[0].bake: "15" is not a duration'],
  ['[{ canary: 5%, linear: 5%, bake: 15m }]', 'steps[0].linear: is not a known key'],
  [
    '[{ canary: 5%, bake: 15m }, { canary: 100%, bake: 15m }, { approval: {} }]',
    'there is no step 3: the release has 2',
  ],
])('steps: %s is refused', (text, message) => {
  expect(sectionFaults('steps', text)).toContain(message);
});

test('a fault in an approval among the steps points at it', () => {
  const steps = `
  - { canary: 5%, bake: 15m }
  - approval: { count: 3 }`;
  expect(faultsOf(specWith({ steps }))[0]).toMatch(
    /^release\.yaml:5:24 steps\[1\]\.approval\.count:/,
  );
});

test('a gate before the final configuration needs one', () => {
  const sections = { finish: 'keep-both', approvals: '[{ before: final }]' };
  expect(faultsOf(specWith(sections)).join()).toContain('there is no final configuration');
});

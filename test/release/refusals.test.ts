import type { Facts } from '../../src/release/facts';
import { refusals } from '../../src/release/refusals';
import type { ReleaseSpec } from '../../src/release/spec';
import {
  alarmRule,
  aPackage,
  aSpec,
  digest,
  fullConfig,
  repository,
  someFacts,
} from './support/facts';

const [variant] = someFacts().endpoint.variants;
const endpoint = (change: object): Partial<Facts> => ({
  endpoint: { ...someFacts().endpoint, ...change },
});
const inVariant = (change: object): Partial<Facts> => ({
  config: {
    ...fullConfig,
    ProductionVariants: [{ ...(fullConfig.ProductionVariants as [object])[0], ...change }],
  },
});
const inConfig = (change: object): Partial<Facts> => ({ config: { ...fullConfig, ...change } });
const candidate = (change: Parameters<typeof aPackage>[0]): Partial<Facts> => ({
  candidate: aPackage(change),
});
const alarm = (change: object): Partial<Facts> => ({
  alarms: [{ ...someFacts().alarms[0]!, ...change }],
});
const aimed = (Name: string, Value: string): Partial<Facts> =>
  alarm({ definition: { ...alarmRule, Dimensions: [{ Name, Value }] } });

it('finds nothing against an endpoint and a candidate in good order', () => {
  expect(refusals(aSpec(), someFacts())).toEqual([]);
});

it.each<[string, Partial<Facts>, string, RegExp]>([
  [
    'mid-update',
    endpoint({ status: 'Updating', pendingConfig: 'c2' }),
    'Refused',
    /is Updating \(to config c2\)/,
  ],
  [
    'failed',
    endpoint({ status: 'Failed', failureReason: 'no ping' }),
    'Refused',
    /is Failed, not InService: no ping/,
  ],
  [
    'two variants',
    endpoint({ variants: [variant, { ...variant, name: 'b', weight: 3 }] }),
    'Refused',
    /2 production variants: main \(weight 1\), b \(weight 3\)/,
  ],
  ['a shadow', endpoint({ shadows: ['s'] }), 'Refused', /shadow variant s already/],
  [
    'weight 0',
    endpoint({ variants: [{ ...variant, weight: 0, desiredWeight: 0 }] }),
    'Refused',
    /has weight 0/,
  ],
  [
    'scaling',
    endpoint({ variants: [{ ...variant, desiredInstances: 4 }] }),
    'Refused',
    /from 2 to 4 instances/,
  ],
  [
    'a long variant name',
    {
      ...endpoint({ variants: [{ ...variant, name: 'v'.repeat(59) }] }),
      ...aimed('Team', 'fraud'),
    },
    'Refused',
    /59 characters/,
  ],
  ['asynchronous', inConfig({ AsyncInferenceConfig: {} }), 'Refused', /asynchronous/],
  ['serverless', inVariant({ ServerlessConfig: {} }), 'Refused', /serverless inference/],
  [
    'managed scaling',
    inVariant({ ManagedInstanceScaling: {} }),
    'Refused',
    /ManagedInstanceScaling/,
  ],
  ['pools', inVariant({ InstancePools: [] }), 'Refused', /instance pools/],
  ['inference components', inVariant({ ModelName: undefined }), 'Refused', /inference components/],
  ['an unknown config field', inConfig({ QuantumMode: true }), 'Refused', /field QuantumMode/],
  [
    'an unknown variant field',
    inVariant({ Turbo: 1 }),
    'Refused',
    /variant main has a field Turbo/,
  ],
  [
    'an unknown model field',
    { stable: { ...someFacts().stable, document: { PrimaryContainer: {}, Sidecar: {} } } },
    'Refused',
    /model fraud-1 has a field Sidecar/,
  ],
  [
    'a multi-model container',
    { stable: { ...someFacts().stable, document: { PrimaryContainer: { Mode: 'MultiModel' } } } },
    'Refused',
    /many models/,
  ],
  [
    'the model gone',
    { stable: { model: 'fraud-1', containers: [] } },
    'Refused',
    /model fraud-1 of fraud-scorer-1 no longer exists/,
  ],
  [
    'members the SDK loses',
    { unknownMembers: ['endpoint config c.X.Y'] },
    'Refused',
    /endpoint config c\.X\.Y/,
  ],
  [
    'a scalable target',
    { scalableTargets: ['endpoint/fraud-scorer/variant/main'] },
    'Refused',
    /endpoint\/fraud-scorer\/variant\/main is registered as a scalable target/,
  ],
  [
    'coarse metrics',
    inConfig({ MetricsConfig: undefined }),
    'Refused',
    /periods of 10 s.*every 60 s/,
  ],
  [
    'a frequency without enhanced metrics',
    inConfig({ MetricsConfig: { MetricPublishFrequencyInSeconds: 10 } }),
    'Refused',
    /every 60 s/,
  ],
  [
    'rejected',
    candidate({ approvalStatus: 'Rejected' }),
    'PackageRejected',
    /fraud\/2 is Rejected/,
  ],
  [
    'in progress',
    candidate({ status: 'InProgress' }),
    'Refused',
    /status InProgress, not Completed/,
  ],
  ['logged', candidate({ registrationType: 'Logged' }), 'Refused', /only logged/],
  ['in no group', candidate({ group: undefined }), 'Refused', /no model package group/],
  ['without lineage', candidate({ lineage: {} }), 'Refused', /no lineage/],
  ['without containers', candidate({ containers: [] }), 'Refused', /no inference specification/],
  [
    'a marketplace container',
    candidate({ containers: [{ Image: 'x', ProductId: 'p' }] }),
    'Refused',
    /container 1 has a field ProductId/,
  ],
  [
    'the stable itself',
    candidate({ arn: someFacts().stable.package!.arn }),
    'Refused',
    /serves already/,
  ],
  [
    'another instance type',
    candidate({ instanceTypes: ['ml.g5.xlarge'] }),
    'Refused',
    /supports ml.g5.xlarge.*ml.m5.large/,
  ],
  [
    'an image by tag',
    { images: [{ image: `${repository}:2`, presence: 'present', tagNow: digest('c') }] },
    'Refused',
    /by tag, .*fraud:2, .*It names sha256:ccc.* now/,
  ],
  [
    'an image that is gone',
    { images: [{ image: `${repository}:2`, digest: digest('b'), presence: 'missing' }] },
    'Refused',
    /fraud@sha256:b+ of fraud\/2 is not in its registry/,
  ],
  [
    'an artifact gone',
    { artifacts: [{ uri: 's3://m/k' }] },
    'Refused',
    /s3:\/\/m\/k of fraud\/2 does not exist/,
  ],
  [
    'an artifact overwritten',
    {
      artifacts: [
        { uri: 's3://m/k', expectedEtag: 'old', found: { uri: 's3://m/k', etag: 'new', bytes: 1 } },
      ],
    },
    'Refused',
    /overwritten: its ETag is new, registered was old/,
  ],
  [
    'a bare prefix',
    { artifacts: [{ uri: 's3://m/p/', unpinnable: 'a prefix' }] },
    'Refused',
    /can't be pinned/,
  ],
  [
    'an alarm missing',
    alarm({ kind: 'missing', state: undefined, definition: undefined }),
    'NotFound',
    /alarm fraud-scorer-5xx does not exist/,
  ],
  [
    'an alarm in ALARM',
    alarm({ state: 'ALARM', stateReason: 'too many' }),
    'Refused',
    /is in ALARM: too many/,
  ],
  ['an alarm without data', alarm({ state: 'INSUFFICIENT_DATA' }), 'Refused', /INSUFFICIENT_DATA/],
  [
    'a composite alarm',
    alarm({ kind: 'composite', definition: undefined }),
    'Refused',
    /composite alarm/,
  ],
  [
    'another endpoint',
    aimed('EndpointName', 'other'),
    'Refused',
    /EndpointName other, not fraud-scorer/,
  ],
  ['another variant', aimed('VariantName', 'blue'), 'Refused', /VariantName blue, not main/],
  ['one config', aimed('EndpointConfigName', 'fraud-scorer-1'), 'Refused', /EndpointConfigName/],
  ['no alarms', { alarms: [] }, 'Refused', /names no alarms/],
])('refuses %s', (_, change, type, sentence) => {
  const found = refusals(aSpec(), someFacts(change));

  expect(found).toHaveLength(1);
  expect(found[0]).toEqual({ type, sentence: expect.stringMatching(sentence) });
});

it.each<[string, Partial<ReleaseSpec>, Partial<Facts>]>([
  ['no alarms with consent', { noAlarms: true, alarms: [] }, { alarms: [] }],
  [
    'minute periods on a plain config',
    { metrics: { periodSeconds: 60, settleSeconds: 60, minPeriods: 10 } },
    inConfig({ MetricsConfig: undefined }),
  ],
  [
    'an image that only its owner may look at',
    {},
    { images: [{ image: 'x', digest: digest('b'), presence: 'foreign' }] },
  ],
  ['a package that names no instance types', {}, candidate({ instanceTypes: [] })],
  ['an alarm on a business metric', {}, aimed('Team', 'fraud')],
])('accepts %s', (_, spec, facts) => {
  expect(refusals(aSpec(spec), someFacts(facts))).toEqual([]);
});

const gate = {
  from: [],
  withinSeconds: 60,
  count: 1,
  onTimeout: 'reject',
  notRequester: false,
} as const;

it.each<[string, Partial<ReleaseSpec>, RegExp]>([
  ['shadow', { approvals: [{ ...gate, before: 'shadow' }] }, /no shadow/],
  ['final', { finish: 'keep-both', approvals: [{ ...gate, before: 'final' }] }, /keep-both/],
  [
    'a step',
    { approvals: [{ ...gate, name: 'late', before: { step: 9 } }] },
    /gate late .* step 9.* 3 steps/,
  ],
])('refuses a gate before %s that would never open', (_, spec, sentence) => {
  expect(refusals(aSpec(spec), someFacts())).toEqual([
    { type: 'SpecInvalid', sentence: expect.stringMatching(sentence) },
  ]);
});

it('refuses a shadow of several containers', () => {
  const two = candidate({ containers: [...aPackage().containers, ...aPackage().containers] });

  expect(refusals(aSpec({ shadow: { seconds: 60 } }), someFacts(two))).toMatchObject([
    { sentence: expect.stringContaining('2 containers') },
  ]);
});

it('names everything at once, the heaviest first', () => {
  const facts = someFacts({
    ...endpoint({ status: 'Updating' }),
    ...candidate({ approvalStatus: 'Rejected' }),
    ...alarm({ kind: 'missing' }),
  });

  expect(refusals(aSpec(), facts).map(({ type }) => type)).toEqual([
    'NotFound',
    'PackageRejected',
    'Refused',
  ]);
});

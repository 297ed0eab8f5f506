import type { Facts } from '../../src/release/facts';
import { refusals } from '../../src/release/refusals';
import { endpoint, inConfig, inVariant } from './support/changes';
import { aSpec, someFacts, someScaling } from './support/facts';

const [variant] = someFacts().endpoint.variants;

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
      alarms: [],
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
    'a scaling policy that is triggered from outside',
    { scaling: someScaling({ PolicyName: 'steps', PolicyType: 'StepScaling' }) },
    'Refused',
    /scaling policy steps of main is StepScaling, and main-next could not scale by it.*Use target tracking/,
  ],
  [
    'a left-over scalable target',
    { leftOverTarget: 'main-next' },
    'Refused',
    /a scalable target is registered for main-next of fraud-scorer.*Deregister it first/,
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
])('refuses %s', (_, change, type, sentence) => {
  const found = refusals(aSpec({ noAlarms: true }), someFacts(change));

  expect(found).toHaveLength(1);
  expect(found[0]?.type).toBe(type);
  expect(found[0]?.sentence).toMatch(sentence);
});

import type { Facts } from '../../src/release/facts';
import { refusals } from '../../src/release/refusals';
import type { ReleaseSpec } from '../../src/release/spec';
import { aimed, alarm, candidate, endpoint, inConfig } from './support/changes';
import { aPackage, aSpec, digest, someFacts } from './support/facts';

it('finds nothing against an endpoint and a candidate in good order', () => {
  expect(refusals(aSpec(), someFacts())).toEqual([]);
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
  const [found] = refusals(aSpec(spec), someFacts());

  expect(found?.type).toBe('SpecInvalid');
  expect(found?.sentence).toMatch(sentence);
});

it('refuses a shadow of several containers', () => {
  const two = candidate({ containers: [...aPackage().containers, ...aPackage().containers] });

  const [found] = refusals(aSpec({ shadow: { seconds: 60 } }), someFacts(two));

  expect(found?.sentence).toContain('2 containers');
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

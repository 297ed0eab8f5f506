import type { Facts } from '../../src/release/facts';
import { refusals } from '../../src/release/refusals';
import { aimed, alarm } from './support/changes';
import { alarmRule, aSpec, someFacts } from './support/facts';

it.each<[string, Partial<Facts>, string, RegExp]>([
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
  [
    'silence taken for harm',
    alarm({ definition: { ...alarmRule, TreatMissingData: 'breaching' } }),
    'Refused',
    /treats missing data as breaching/,
  ],
  ['no alarms', { alarms: [] }, 'Refused', /names no alarms/],
])('refuses %s', (_, change, type, sentence) => {
  const found = refusals(aSpec(), someFacts(change));

  expect(found).toHaveLength(1);
  expect(found[0]?.type).toBe(type);
  expect(found[0]?.sentence).toMatch(sentence);
});

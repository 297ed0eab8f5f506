import { finalShape, shadowShape, splitShape, targetShape } from '../../src/release/endpoint-shape';
import { alarmDigest, watchedAlarms } from '../../src/release/watched-alarms';
import { buildPlan } from '../../src/release/build-plan';
import { quickSpec, sampleFacts } from '../support/sample-plan';

const onVariant = sampleFacts.alarms[0]!;
const onEndpoint = {
  ...onVariant,
  name: 'fraud-scorer-latency',
  definition: { MetricName: 'ModelLatency', Dimensions: [{ Name: 'EndpointName', Value: 'x' }] },
};
const plan = buildPlan(quickSpec, { ...sampleFacts, alarms: [onVariant, onEndpoint] });
const twin = 'fraud-scorer-5xx-slipway-next';

function watched(shape: Parameters<typeof watchedAlarms>[1], twinsArmed = true) {
  return watchedAlarms(plan, shape, { twinsArmed }).map(({ name, mayLackData, mayBeMissing }) =>
    [name, mayLackData && 'may lack data', mayBeMissing && 'may be missing'].filter(Boolean),
  );
}

const both = [['fraud-scorer-5xx'], ['fraud-scorer-latency']];

test.each([
  ['rollback target', targetShape(plan)],
  ['shadow', shadowShape(plan)],
  ['final configuration', finalShape(plan)],
])(
  '%s: the alarms of the spec, each with data; no twin, for there is no second variant',
  (_, at) => {
    expect(watched(at)).toEqual(both);
  },
);

test('a split at 0 %: the twin may be quiet, the stable’s alarm may not', () => {
  expect(watched(splitShape(plan, 0))).toEqual([
    ['fraud-scorer-5xx'],
    [twin, 'may lack data'],
    ['fraud-scorer-latency'],
  ]);
});

test.each([1, 50, 99])(
  'a split at %i %%: both variants have traffic, so both must have data',
  (at) => {
    expect(watched(splitShape(plan, at))).toEqual([
      ['fraud-scorer-5xx'],
      [twin],
      ['fraud-scorer-latency'],
    ]);
  },
);

test('a split at 100 %: the stable’s alarm may be quiet, the twin may not', () => {
  expect(watched(splitShape(plan, 100))).toEqual([
    ['fraud-scorer-5xx', 'may lack data'],
    [twin],
    ['fraud-scorer-latency'],
  ]);
});

test('while both variants come up the twins are not made yet; no other alarm may ever be missing', () => {
  expect(watched(splitShape(plan, 0), false)).toEqual([
    ['fraud-scorer-5xx'],
    [twin, 'may lack data', 'may be missing'],
    ['fraud-scorer-latency'],
  ]);
});

describe('the digest of an alarm', () => {
  const rule = {
    MetricName: 'm',
    Threshold: 1,
    Dimensions: [{ Name: 'VariantName', Value: 'main' }],
  };

  test.each([
    ['AlarmName', 'x'],
    ['AlarmDescription', 'x'],
    ['ActionsEnabled', false],
    ['AlarmActions', ['arn']],
    ['OKActions', ['arn']],
    ['InsufficientDataActions', ['arn']],
    ['Tags', []],
  ])('does not change with %s', (member, value) => {
    expect(alarmDigest({ ...rule, [member]: value })).toBe(alarmDigest(rule));
  });

  test.each([
    ['Threshold', 2],
    ['MetricName', 'n'],
    ['TreatMissingData', 'ignore'],
    ['Period', 60],
    ['Dimensions', []],
  ])('changes with %s', (member, value) => {
    expect(alarmDigest({ ...rule, [member]: value })).not.toBe(alarmDigest(rule));
  });
});

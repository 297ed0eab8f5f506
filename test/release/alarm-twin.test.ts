import { alarmTwins, twinAlarm, twinName } from '../../src/release/alarm-twin';
import { buildPlan } from '../../src/release/build-plan';
import { alarmDigest } from '../../src/release/watched-alarms';
import { alarmRule, aSpec, someFacts } from './support/facts';

const plan = buildPlan(aSpec(), someFacts());

it('is the same rule on the variant of the candidate, without actions', () => {
  const [twin] = alarmTwins(plan);

  expect(twin).toMatchObject({
    AlarmName: 'fraud-scorer-5xx-slipway-next',
    ActionsEnabled: false,
    Threshold: 0.01,
    Dimensions: [
      { Name: 'EndpointName', Value: 'fraud-scorer' },
      { Name: 'VariantName', Value: 'main-next' },
    ],
  });
  expect(twin).not.toHaveProperty('AlarmActions');
  expect(twin?.AlarmDescription).toContain('Twin of fraud-scorer-5xx');
});

it('follows the variant into metric math, and leaves other values of the same word alone', () => {
  const dimensions = (variant: string) => [
    { Name: 'VariantName', Value: variant },
    { Name: 'Stage', Value: 'main' },
  ];
  const metrics = (variant: string) => [
    { Id: 'rate', Expression: 'errors / all', Label: 'main', ReturnData: true },
    {
      Id: 'errors',
      MetricStat: {
        Metric: { MetricName: 'X', Dimensions: dimensions(variant) },
        Stat: 'Sum',
        Period: 10,
      },
      ReturnData: false,
    },
  ];
  const definition = { AlarmName: 'a', Metrics: metrics('main') };

  expect(twinAlarm(plan, { name: 'a', definition })).toMatchObject({
    Metrics: metrics('main-next'),
  });
});

it('keeps its original as it was', () => {
  const before = alarmDigest(alarmRule);

  alarmTwins(plan);

  expect(alarmDigest(alarmRule)).toBe(before);
});

it('never passes 255 characters and tells long names apart', () => {
  const names = [`${'a'.repeat(254)}x`, `${'a'.repeat(254)}y`].map(twinName);

  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toHaveLength(255);
  for (const name of names) expect(name).toMatch(/-slipway-next$/);
});

import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmHistoryInput,
} from '@aws-sdk/client-cloudwatch';
import { readAlarm } from '../../../src/sandbox/cloudwatch/alarm';
import { region, useWire } from '../wire/wire-stack';
import { until } from '../running-sandbox';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const endpoints = 1_000;
const perEndpoint = 4;

let now = start;
const wire = useWire({ clock: { now: () => now } });

/** Four alarms on each of 1,000 endpoints, with a minute of data that breaches. */
beforeAll(() => {
  for (let index = 0; index < endpoints; index += 1) {
    const dimensions = { EndpointName: `endpoint-${index}`, VariantName: 'main' };
    const id = { namespace: 'AWS/SageMaker', metric: 'ModelLatency', dimensions };
    for (const secondsAgo of [60, 50, 40, 30, 20, 10]) {
      const at = start - secondsAgo * 1000;
      wire.store.record({ ...id, at, visibleAt: at, values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
    }
    for (let number = 0; number < perEndpoint; number += 1) {
      const definition = readAlarm({
        AlarmName: `endpoint-${index}-${number}`,
        Namespace: id.namespace,
        MetricName: id.metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        ExtendedStatistic: 'p99',
        Period: 10,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
      });
      wire.alarms.put(definition, region);
    }
  }
});

test('4,000 alarms are evaluated with rests in which requests are served', async () => {
  let changes = 0;
  let rests = 0;
  wire.alarms.onChange(() => (changes += 1));
  const rest = (): void => {
    if (changes > 0 && changes < endpoints * perEndpoint) rests += 1;
    if (changes < endpoints * perEndpoint) setImmediate(rest);
  };
  rest();
  wire.alarms.start();

  await until('all alarms are in ALARM', () =>
    Promise.resolve(changes === endpoints * perEndpoint),
  );
  wire.alarms.stop();
  // A slice takes 10 ms; all of them together take some hundred.
  expect(rests).toBeGreaterThan(3);
});

// claim: DescribeAlarms · pages of 100 hold each alarm once · AWS: API_DescribeAlarms,
//   MaxRecords
test('40 pages hold each of them once', async () => {
  const names: (string | undefined)[] = [];
  let pages = 0;
  let NextToken: string | undefined;
  do {
    const page = await wire.cloudwatch.send(
      new DescribeAlarmsCommand({ MaxRecords: 100, NextToken }),
    );
    names.push(...(page.MetricAlarms ?? []).map(({ AlarmName }) => AlarmName));
    pages += 1;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);

  expect([pages, names.length, new Set(names).size]).toEqual([40, 4_000, 4_000]);
});

// claim: DescribeAlarms · a token of nowhere is InvalidNextToken; changes between pages hide no
//   other alarm · botocore: DescribeAlarms errors
test('an alarm deleted between two pages hides no other', async () => {
  const first = await wire.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: 'endpoint-99-', MaxRecords: 2 }),
  );
  wire.alarms.delete(['endpoint-99-0']);
  const second = await wire.cloudwatch.send(
    new DescribeAlarmsCommand({
      AlarmNamePrefix: 'endpoint-99-',
      MaxRecords: 2,
      NextToken: first.NextToken,
    }),
  );

  expect(second.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual([
    'endpoint-99-2',
    'endpoint-99-3',
  ]);
  await expect(
    wire.cloudwatch.send(new DescribeAlarmsCommand({ NextToken: 'not-ours' })),
  ).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

// claim: DescribeAlarmHistory · by name, kind, dates, order and pages · AWS:
//   API_DescribeAlarmHistory
test('history by name, kind, dates, order and pages', async () => {
  const AlarmName = 'endpoint-7-1';
  for (const state of ['OK', 'ALARM', 'OK'] as const) {
    now += 60_000;
    wire.alarms.setState(AlarmName, state, `set to ${state}`);
  }
  const read = (more: Partial<DescribeAlarmHistoryInput>) =>
    wire.cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName, ...more }));
  const reasons = async (more: Partial<DescribeAlarmHistoryInput>) => {
    const { AlarmHistoryItems = [] } = await read({ HistoryItemType: 'StateUpdate', ...more });
    return AlarmHistoryItems.map(({ HistoryData = '' }) => {
      const { newState } = JSON.parse(HistoryData) as { newState: { stateReason: string } };
      return newState.stateReason;
    });
  };
  const at = (minutes: number) => new Date(start + minutes * 60_000);

  expect(await reasons({ MaxRecords: 2 })).toEqual(['set to OK', 'set to ALARM']);
  expect(await reasons({ StartDate: at(2), ScanBy: 'TimestampAscending' })).toEqual([
    'set to ALARM',
    'set to OK',
  ]);
  expect(await reasons({ StartDate: at(1), EndDate: at(1) })).toEqual(['set to OK']);
  expect(await reasons({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
  const { AlarmHistoryItems: all = [], NextToken } = await read({ MaxRecords: 3 });
  const { AlarmHistoryItems: rest = [] } = await read({ MaxRecords: 3, NextToken });
  expect([...all, ...rest].map(({ HistoryItemType }) => HistoryItemType)).toEqual([
    'StateUpdate',
    'StateUpdate',
    'StateUpdate',
    'StateUpdate',
    'ConfigurationUpdate',
  ]);
});

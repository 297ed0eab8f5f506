import { DescribeAlarmsCommand, type PutCompositeAlarmInput } from '@aws-sdk/client-cloudwatch';
import { arn, start, startComposites, type Composites } from './composites';

let world: Composites;

beforeEach(async () => {
  world = await startComposites();
});

afterEach(() => world.stop());

// claim: PutCompositeAlarm, alarms · a composite alarm follows its children and says which of
//   them changed · AWS: Create a composite alarm
test('starts in INSUFFICIENT_DATA, follows its children, and says which of them changed', async () => {
  await world.putChildren('a', 'b');
  await world.put('both', `ALARM(a) AND ALARM("${arn('b')}")`);
  const created = await world.composite();
  world.pass(1);
  const evaluated = await world.composite();
  await world.set('a', 'ALARM');
  world.pass(1);
  const half = await world.composite();
  await world.set('b', 'ALARM');
  world.pass(1);
  const alarmed = await world.composite();

  expect(created?.StateValue).toBe('INSUFFICIENT_DATA');
  expect(evaluated).toMatchObject({
    StateValue: 'OK',
    StateReason: `${arn('both')} was created and its alarm rule evaluates to OK`,
  });
  expect(half?.StateTransitionedTimestamp).toEqual(evaluated?.StateTransitionedTimestamp);
  expect(alarmed).toMatchObject({
    StateValue: 'ALARM',
    StateReason: `${arn('b')} transitioned to ALARM at Saturday 21 November, 2026 12:00:02 UTC`,
  });
  expect(JSON.parse(alarmed?.StateReasonData ?? '')).toEqual({
    triggeringAlarms: [
      { arn: arn('b'), state: { value: 'ALARM', timestamp: '2026-11-21T12:00:02.000+0000' } },
    ],
  });
  expect(
    (await world.history('both', 'StateUpdate')).map(({ HistorySummary }) => HistorySummary),
  ).toEqual(['Alarm updated from INSUFFICIENT_DATA to OK', 'Alarm updated from OK to ALARM']);
});

// claim: alarms · composite alarms of composite alarms follow in the same turn · AWS: Create a
//   composite alarm
test('a composite alarm of composite alarms follows in the same turn', async () => {
  await world.putChildren('a', 'b');
  await world.put('inner', 'ALARM(a) OR ALARM(b)');
  await world.put('outer', 'ALARM(inner)');
  world.pass(1);
  await world.set('b', 'ALARM');
  world.pass(1);

  expect((await world.composite('outer'))?.StateValue).toBe('ALARM');
});

// claim: SetAlarmState · the state of a composite alarm stays until a child changes · AWS:
//   API_SetAlarmState
test('a state set by hand stays until a child changes or the rule is put again', async () => {
  await world.putChildren('a');
  await world.put('both', 'ALARM(a)');
  world.pass(1);
  await world.set('both', 'ALARM');
  world.pass(600);
  const kept = (await world.composite())?.StateValue;
  await world.put('both', 'ALARM(a)');
  world.pass(1);
  const back = (await world.composite())?.StateValue;

  expect([kept, back]).toEqual(['ALARM', 'OK']);
});

// claim: DescribeAlarms · AlarmTypes, ChildrenOfAlarmName and ParentsOfAlarmName; families come
//   with few members · AWS: API_DescribeAlarms
test('only asked for is it described; children and parents come with few members', async () => {
  await world.putChildren('a', 'b');
  await world.put('inner', 'ALARM(a)');
  await world.put('outer', 'ALARM(inner) OR ALARM(b)');
  const [plain, composites, both, children, parents] = await Promise.all(
    [
      {},
      { AlarmTypes: ['CompositeAlarm' as const] },
      { AlarmTypes: ['CompositeAlarm' as const, 'MetricAlarm' as const], MaxRecords: 3 },
      { ChildrenOfAlarmName: 'outer' },
      { ParentsOfAlarmName: 'a' },
    ].map((input) => world.client.send(new DescribeAlarmsCommand(input))),
  );

  const names = (answer: typeof plain) =>
    [answer?.MetricAlarms, answer?.CompositeAlarms].map((list) =>
      list?.map(({ AlarmName }) => AlarmName),
    );
  expect(names(plain)).toEqual([['a', 'b'], []]);
  expect(names(composites)).toEqual([[], ['inner', 'outer']]);
  expect(names(both)).toEqual([['a', 'b'], ['inner']]);
  expect(both?.NextToken).toBeDefined();
  expect(children?.MetricAlarms).toEqual([
    {
      AlarmName: 'b',
      AlarmArn: arn('b'),
      StateValue: 'INSUFFICIENT_DATA',
      StateUpdatedTimestamp: new Date(start),
    },
  ]);
  expect(names(children)).toEqual([['b'], ['inner']]);
  expect(parents?.CompositeAlarms).toEqual([{ AlarmName: 'inner', AlarmArn: arn('inner') }]);
  await expect(
    world.client.send(
      new DescribeAlarmsCommand({ ChildrenOfAlarmName: 'outer', StateValue: 'OK' }),
    ),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

// claim: DeleteAlarms · what a composite alarm depends on cannot be deleted, nor two composite
//   alarms in one call · AWS: API_DeleteAlarms
test('what a composite alarm needs cannot be deleted, nor two composite alarms at once', async () => {
  await world.putChildren('a', 'b', 'c');
  await world.put('inner', 'ALARM(a)');
  await world.put('outer', 'ALARM(b) OR ALARM(inner)');

  await expect(world.remove('a')).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Cannot delete a as there are composite alarm(s) depending on it.',
  });
  await expect(world.remove('a', 'b', 'c')).rejects.toMatchObject({
    message: 'Cannot delete a,b as there are composite alarm(s) depending on them.',
  });
  await expect(world.remove('inner', 'outer')).rejects.toMatchObject({
    name: 'ValidationException',
  });
  expect(world.alarms.list()).toHaveLength(5);

  await world.remove('outer', 'b', 'not-there');
  expect(world.alarms.list().map(({ definition }) => definition.shown.AlarmName)).toEqual([
    'a',
    'c',
    'inner',
  ]);
});

// claim: PutCompositeAlarm, DeleteAlarms · alarms of a cycle are not evaluated, and not deleted
//   until it is broken · AWS: API_PutCompositeAlarm
test('a cycle can be made; its alarms are not evaluated and not deleted until it is broken', async () => {
  await world.putChildren('a');
  await world.put('x', 'ALARM(a)');
  await world.put('y', 'ALARM(x)');
  world.pass(1);
  await world.put('x', 'ALARM(a) OR ALARM(y)');
  await world.set('a', 'ALARM');
  world.pass(1);
  const stuck = (await world.composite('x'))?.StateValue;

  await expect(world.remove('x')).rejects.toMatchObject({ name: 'ValidationException' });
  await world.put('x', 'FALSE');
  await world.put('y', 'FALSE');
  await world.remove('x');

  expect(stuck).toBe('OK');
});

// claim: PutCompositeAlarm · children, names and suppressors that are not there are refused ·
//   AWS: API_PutCompositeAlarm
test.each<[string, string, Partial<PutCompositeAlarmInput>, string]>([
  ['an alarm that is not there', 'ALARM(a) OR ALARM(gone)', {}, 'alarms [gone] in the alarm rule'],
  ['an alarm elsewhere', `OK(${arn('a').replace('eu-', 'us-')})`, {}, 'do not exist'],
  ['a name of a metric alarm', 'OK(a)', { AlarmName: 'a' }, 'exists as a metric alarm'],
  ['a suppressor without periods', 'OK(a)', { ActionsSuppressor: 'a' }, 'must be given together'],
  [
    'a suppressor that is not there',
    'OK(a)',
    {
      ActionsSuppressor: 'gone',
      ActionsSuppressorWaitPeriod: 1,
      ActionsSuppressorExtensionPeriod: 1,
    },
    'ActionsSuppressor gone',
  ],
  ['a rule that is too long', `OK(a)${' OR OK(a)'.repeat(1_200)}`, {}, "at 'alarmRule'"],
])('%s is refused', async (_what, rule, more, message) => {
  await world.putChildren('a');

  await expect(world.put('both', rule, more)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message) as string,
  });
});

import { ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch';
import { arn, start, startComposites, type Composites } from './composites';

const topic = 'arn:aws:sns:eu-central-1:000000000000:oncall';

let world: Composites;

afterEach(() => world.stop());

const suppressor = {
  ActionsSuppressor: 'deploying',
  ActionsSuppressorWaitPeriod: 60,
  ActionsSuppressorExtensionPeriod: 120,
  AlarmActions: [topic],
  OKActions: [],
};

beforeEach(async () => {
  world = await startComposites();
  await world.putChildren('a', 'deploying');
  await world.put('both', 'ALARM(a)', { ...suppressor, Tags: [{ Key: 'team', Value: 'fraud' }] });
  world.pass(1);
  world.pass(120);
});

const actions = async () =>
  (await world.history('both', 'Action')).map(({ Timestamp, HistorySummary }) => [
    (Timestamp!.getTime() - start) / 1000,
    HistorySummary?.slice(0, 27 + topic.length),
  ]);

// claim: alarms, PutCompositeAlarm, CloudWatch ListTagsForResource · actions wait
//   ActionsSuppressorWaitPeriod for the suppressor · AWS: Composite alarm action suppression
test('wait for the suppressor, and come due when it stays away', async () => {
  await world.set('a', 'ALARM');
  world.pass(1);
  const waiting = await world.composite();
  world.pass(59);
  const early = await actions();
  world.pass(1);

  expect(waiting).toMatchObject({
    StateValue: 'ALARM',
    ActionsSuppressor: 'deploying',
    ActionsSuppressedBy: 'WaitPeriod',
    ActionsSuppressedReason: 'Actions suppressed by WaitPeriod',
  });
  expect(early).toEqual([]);
  expect(await actions()).toEqual([[182, `Failed to execute action ${topic}. `]]);
  expect((await world.composite())?.ActionsSuppressedBy).toBeUndefined();
  const { Tags } = await world.client.send(
    new ListTagsForResourceCommand({ ResourceARN: arn('both') }),
  );
  expect(Tags).toEqual([{ Key: 'team', Value: 'fraud' }]);
});

// claim: alarms · the suppressor holds actions back, and for the extension after it · AWS:
//   Composite alarm action suppression
test('are held back by the suppressor and for the extension after it', async () => {
  await world.set('a', 'ALARM');
  world.pass(1);
  await world.set('deploying', 'ALARM');
  world.pass(1000);
  const held = (await world.composite())?.ActionsSuppressedBy;
  await world.set('deploying', 'OK');
  world.pass(100);
  const extended = (await world.composite())?.ActionsSuppressedBy;
  world.pass(20);

  expect([held, extended]).toEqual(['Alarm', 'ExtensionPeriod']);
  expect(await actions()).toHaveLength(1);
});

// claim: alarms · actions that were held back are dropped when the alarm ends before they come
//   due · AWS: Composite alarm action suppression
test('never come due when the alarm ends before they do', async () => {
  await world.set('a', 'ALARM');
  world.pass(1);
  await world.set('deploying', 'ALARM');
  world.pass(10);
  await world.set('deploying', 'OK');
  await world.set('a', 'OK');
  world.pass(1);
  world.pass(600);

  expect(await actions()).toEqual([]);
  expect((await world.composite())?.ActionsSuppressedBy).toBeUndefined();
});

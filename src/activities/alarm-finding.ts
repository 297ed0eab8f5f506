import { DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import { alarmDigest, type WatchedAlarm } from '../release/watched-alarms';
import { alarmDefinition } from './alarm-definitions';
import { readAlarms, type LiveAlarm } from './alarms';
import type { AwsClients } from './aws/clients';
import { failed, type Concluded } from './finding';
import type { WatchInput } from './watch-input';

/** Alarms without data that must have some; they never fail a look, and never let one pass. */
export interface AlarmsQuiet {
  readonly live: string;
  readonly lacking: readonly string[];
}

/** Missing, changed, in ALARM now or at any moment since the last look: a failed verdict. Else what is lacking. */
export async function alarmFinding(
  clients: AwsClients,
  input: WatchInput,
): Promise<AlarmsQuiet | Concluded> {
  const alarms = await readAlarms(
    clients,
    input.alarms.map((alarm) => alarm.name),
  );
  const lacking: string[] = [];
  for (const [index, watched] of input.alarms.entries()) {
    const alarm = alarms[index];
    if (!alarm) {
      if (watched.mayBeMissing) continue;
      return failed('AlarmMissing', `alarm ${watched.name} no longer exists`, alarms);
    }
    const finding = await findingOf(clients, watched, alarm, input.since);
    if (finding) return finding;
    if (!hasData(alarm) && !watched.mayLackData)
      lacking.push(`${watched.name} ${stateText(alarm)}`);
  }
  const text =
    lacking.length > 0 ? `no data: ${lacking.join(', ')}` : `${alarms.length} alarms quiet`;
  return { live: text, lacking };
}

async function findingOf(
  clients: AwsClients,
  watched: WatchedAlarm,
  alarm: LiveAlarm,
  since: string,
): Promise<Concluded | undefined> {
  if (alarm.StateValue === 'ALARM')
    return alarmed(watched, `is in ALARM: ${alarm.StateReason ?? ''}`, alarm);
  if (watched.digest && alarmDigest(alarmDefinition(alarm)) !== watched.digest)
    return failed(
      'AlarmChanged',
      `alarm ${watched.name} was reconfigured since the plan was made`,
      alarm,
    );
  const moved = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  if (moved && moved.getTime() >= Date.parse(since)) {
    const edge = await alarmedSince(clients, watched.name, since);
    if (edge) return alarmed(watched, `was in ALARM at ${edge}`, alarm);
  }
  return undefined;
}

/** Only an alarm that watches the candidate's own answers blames the candidate. */
function alarmed(watched: WatchedAlarm, what: string, seen: unknown): Concluded {
  const { verdict } = failed('AlarmInAlarm', `alarm ${watched.name} ${what}`, seen);
  return { verdict: { ...verdict, candidateAlarmed: watched.onCandidate }, seen };
}

/** A flap within one poll interval shows only in the history. */
async function alarmedSince(
  clients: AwsClients,
  name: string,
  since: string,
): Promise<string | undefined> {
  const history = await clients.cloudwatch.send(
    new DescribeAlarmHistoryCommand({
      AlarmName: name,
      HistoryItemType: 'StateUpdate',
      StartDate: new Date(since),
      MaxRecords: 100,
    }),
  );
  const alarmed = history.AlarmHistoryItems?.find((item) => enteredAlarm(item.HistoryData));
  return alarmed?.Timestamp?.toISOString();
}

function enteredAlarm(data: string | undefined): boolean {
  if (!data) return false;
  const { newState } = JSON.parse(data) as { newState?: { stateValue?: string } };
  return newState?.stateValue === 'ALARM';
}

/** OK without a full evaluation is not OK. */
const hasData = (alarm: LiveAlarm): boolean =>
  alarm.StateValue === 'OK' && alarm.EvaluationState === undefined;

const stateText = (alarm: LiveAlarm): string =>
  [alarm.StateValue, alarm.EvaluationState].filter(Boolean).join(' ');

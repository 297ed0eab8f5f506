import type { DescribeAlarmsInput, DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { isCompositeAlarm, isMetricAlarm, nameOf, type Alarm } from './alarm-record';
import type { Alarms } from './alarms';
import { invalid } from './input';
import { alarmPage } from './alarm-page';
import { showComposite, showMetric } from './shown-alarm';

/** As many as a call may ask for. */
const maxNames = 100;
const pageSize = 50;

type Request = Checked<DescribeAlarmsInput>;

/** DescribeAlarms: names that do not exist are silently absent, composite alarms unless asked for. */
export function describeAlarms(alarms: Alarms, request: Request): DescribeAlarmsOutput {
  if (request.ChildrenOfAlarmName ?? request.ParentsOfAlarmName) return family(alarms, request);
  const { AlarmNames: names, AlarmNamePrefix: prefix = '', MaxRecords: size = pageSize } = request;
  if (names !== undefined && request.AlarmNamePrefix !== undefined) {
    throw invalid('AlarmNamePrefix cannot be used together with AlarmNames.');
  }
  const types = request.AlarmTypes ?? ['MetricAlarm'];
  const fits = (alarm: Alarm): boolean =>
    types.includes(alarm.definition.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm') &&
    nameOf(alarm).startsWith(prefix) &&
    (request.StateValue ?? alarm.state) === alarm.state &&
    hasAction(alarm, request.ActionPrefix);
  const { items, nextToken } = alarmPage(alarms, {
    names: names === undefined ? alarms.names() : [...new Set(names)].sort(),
    fits,
    // All names asked for come in one answer, whatever the page size.
    size: names === undefined ? size : maxNames,
    token: request.NextToken,
  });
  return {
    MetricAlarms: items.filter(isMetricAlarm).map(showMetric),
    CompositeAlarms: items.filter(isCompositeAlarm).map((alarm) => showComposite(alarms, alarm)),
    NextToken: nextToken,
  };
}

/** Children or parents of an alarm, with few of their members; no other filter goes with it. */
function family(alarms: Alarms, request: Request): DescribeAlarmsOutput {
  const {
    ChildrenOfAlarmName: parent,
    ParentsOfAlarmName: child,
    MaxRecords: size = pageSize,
    NextToken,
    ...others
  } = request;
  if ((parent !== undefined && child !== undefined) || hasAny(others)) {
    throw invalid(
      'ChildrenOfAlarmName and ParentsOfAlarmName can be used together with MaxRecords and NextToken only.',
    );
  }
  const definition = parent === undefined ? undefined : alarms.get(parent)?.definition;
  const children = definition?.kind === 'composite' ? definition.children : [];
  const relatives = child === undefined ? children : alarms.parentsOf(child).map(nameOf);
  const { items, nextToken } = alarmPage(alarms, {
    names: [...relatives].sort(),
    fits: () => true,
    size,
    token: NextToken,
  });
  const show = (alarm: Alarm) => ({
    AlarmName: nameOf(alarm),
    AlarmArn: alarm.arn,
    ...(child === undefined && {
      StateValue: alarm.state,
      StateUpdatedTimestamp: new Date(alarm.updatedAt),
    }),
  });
  return {
    MetricAlarms: items.filter(isMetricAlarm).map(show),
    CompositeAlarms: items.filter(isCompositeAlarm).map(show),
    NextToken: nextToken,
  };
}

function hasAny(members: object): boolean {
  return Object.values(members).some((value) => value !== undefined);
}

function hasAction({ definition: { shown } }: Alarm, prefix: string | undefined): boolean {
  if (prefix === undefined) return true;
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = shown;
  return [...OKActions, ...AlarmActions, ...InsufficientDataActions].some((action) =>
    action.startsWith(prefix),
  );
}

import type { JsonObject } from './canonical';
import { objectAt, objectsAt, textAt } from './json-access';
import type { PlannedAlarm, ReleasePlan } from './plan';
import { digestText } from './digest';
import { aimedAt } from './variant-dimension';

const longestName = 255;
const suffix = '-slipway-next';

/** `<alarm>-slipway-next`; a name that would pass AWS's 255 characters ends in a digest of itself instead. */
export function twinName(alarm: string): string {
  if (alarm.length + suffix.length <= longestName) return alarm + suffix;
  const digest = digestText(alarm).slice(0, 8);
  return `${alarm.slice(0, longestName - suffix.length - digest.length - 1)}-${digest}${suffix}`;
}

/** The dimensions of everything a metric alarm evaluates, metric math included, as name and value. */
export function alarmDimensions(
  definition: JsonObject,
): readonly { name: string; value: string }[] {
  const inMath = objectsAt(definition, 'Metrics').map((query) =>
    objectAt(objectAt(query, 'MetricStat'), 'Metric'),
  );
  return [definition, ...inMath].flatMap((metric) =>
    objectsAt(metric, 'Dimensions').map((dimension) => ({
      name: textAt(dimension, 'Name') ?? '',
      value: textAt(dimension, 'Value') ?? '',
    })),
  );
}

/** PutMetricAlarm inputs of every twin of a plan, in the order of its alarms. */
export function alarmTwins(plan: ReleasePlan): JsonObject[] {
  return plan.alarms
    .filter(({ twin }) => twin !== undefined)
    .map((alarm) => twinAlarm(plan, alarm));
}

/** The same rule on the candidate's variant; it only tells Slipway, so it carries no action of its original. */
export function twinAlarm(plan: ReleasePlan, { name, definition }: PlannedAlarm): JsonObject {
  const { OKActions, AlarmActions, InsufficientDataActions, ...rule } = definition;
  void [OKActions, AlarmActions, InsufficientDataActions];
  return {
    ...aimedAt(rule, plan.stable.variant, plan.candidate.variant),
    AlarmName: twinName(name),
    AlarmDescription:
      `Twin of ${name} on ${plan.candidate.variant} of ${plan.endpoint} for the release of ${plan.candidate.version}; made and removed by Slipway`.slice(
        0,
        1024,
      ),
    ActionsEnabled: false,
  };
}

/** Names of the twins a release puts. */
export function twinNames(plan: ReleasePlan): string[] {
  return plan.alarms.flatMap(({ twin }) => (twin === undefined ? [] : [twin]));
}

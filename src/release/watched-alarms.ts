import type { JsonObject } from './canonical';
import { digestOf } from './digest';
import type { EndpointShape } from './endpoint-shape';
import type { ReleasePlan } from './plan';

/** An alarm as a watch needs it. */
export interface WatchedAlarm {
  readonly name: string;
  /** Digest of what it evaluates: a reconfigured alarm is no longer the one that was approved. */
  readonly digest: string;
  /** Its variant gets no traffic now, so silence is no finding; ALARM always is one. */
  readonly mayLackData: boolean;
  /** It watches what the candidate's model answers, so its ALARM is the candidate's own. */
  readonly onCandidate: boolean;
  /** A twin is made only once both variants are up; until then its absence is no finding. */
  readonly mayBeMissing: boolean;
}

/** The alarms that matter while the endpoint has this shape: the spec's, and, where both variants stand, their twins. */
export function watchedAlarms(
  plan: ReleasePlan,
  shape: EndpointShape,
  { twinsArmed }: { readonly twinsArmed: boolean },
): WatchedAlarm[] {
  const silent = (variant: string | undefined): boolean =>
    variant !== undefined && (shape.weights[variant] ?? 0) === 0;
  return plan.alarms.flatMap((alarm) => {
    const own: WatchedAlarm = {
      name: alarm.name,
      digest: alarmDigest(alarm.definition),
      mayLackData: silent(alarm.variant),
      onCandidate: alarm.variant !== undefined && shape.config === plan.names.finalConfig,
      mayBeMissing: false,
    };
    const hasTwin = alarm.twin !== undefined && shape.config === plan.names.canaryConfig;
    if (!hasTwin) return [own];
    return [
      own,
      {
        name: alarm.twin ?? '',
        digest: '',
        mayLackData: silent(plan.candidate.variant),
        onCandidate: true,
        mayBeMissing: !twinsArmed,
      },
    ];
  });
}

/** What an alarm evaluates, without its name, texts and actions; a twin and its original digest apart. */
export function alarmDigest(definition: JsonObject): string {
  const { AlarmName, AlarmDescription, ActionsEnabled, Tags, ...evaluated } = definition;
  void [AlarmName, AlarmDescription, ActionsEnabled, Tags];
  const { OKActions, AlarmActions, InsufficientDataActions, ...rules } = evaluated;
  void [OKActions, AlarmActions, InsufficientDataActions];
  return digestOf(rules).slice(0, 16);
}

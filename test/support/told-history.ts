import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { WatchInput } from '../../src/activities/watch-input';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** When each timer fired that was let run to its end, ms. */
export function timersFired({ events }: History): readonly number[] {
  return (events ?? []).filter(({ timerFiredEventAttributes: fired }) => fired).map(timeOf);
}

/** A window that was watched, with the time of the request for it, ms. */
export interface WatchedWindow {
  readonly what: string;
  readonly askedAt: number;
  readonly end: number;
}

/** Every window that a release had judged; attempts leave no trace, a window that is begun anew does. */
export function windowsWatched({ events }: History): readonly WatchedWindow[] {
  return (events ?? []).flatMap((event) => {
    const { activityType, input } = event.activityTaskScheduledEventAttributes ?? {};
    const [payload] = input?.payloads ?? [];
    if (activityType?.name !== 'watch' || !payload) return [];
    const { until, evidence } = defaultPayloadConverter.fromPayload<WatchInput>(payload);
    if (typeof until === 'string') return [];
    return [{ what: evidence.what, askedAt: timeOf(event), end: Date.parse(until.end) }];
  });
}

/** Temporal's number of a timeout by a missing heartbeat. */
const heartbeatTimeout: number = 4;

/** Whether the server learned by a missing heartbeat that the worker which ran this activity was gone. */
export function missedByHeartbeat({ events }: History, activity: string): boolean {
  const asked = (events ?? [])
    .filter(({ activityTaskScheduledEventAttributes: it }) => it?.activityType?.name === activity)
    .map(({ eventId }) => String(eventId));
  return (events ?? []).some(({ activityTaskStartedEventAttributes: started }) => {
    const { timeoutType } = started?.lastFailure?.timeoutFailureInfo ?? {};
    return (
      asked.includes(String(started?.scheduledEventId)) && Number(timeoutType) === heartbeatTimeout
    );
  });
}

const timeOf = ({ eventTime }: HistoryEvent): number =>
  Number(eventTime?.seconds ?? 0) * 1000 + (eventTime?.nanos ?? 0) / 1e6;

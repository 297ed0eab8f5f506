import { defaultPayloadConverter } from '@temporalio/common';
import type { HistoryEvent } from './time-skipping';

/** Which kind of event a line of the table counts, by the attributes it carries. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['tasks', /^workflowTask/],
  ['activities', /^activityTask/],
  ['timers', /^timer/],
  ['index', /^(upsertWorkflowSearch|workflowPropertiesModified)/],
  ['other', /./],
];

/** The stage in which each event was written: the stage is part of every index write. */
export function eventsByStage(
  events: readonly HistoryEvent[],
): ReadonlyMap<string, readonly HistoryEvent[]> {
  const stages = new Map<string, HistoryEvent[]>();
  let stage = 'start';
  for (const event of events) {
    stage = stageOf(event) ?? stage;
    stages.set(stage, [...(stages.get(stage) ?? []), event]);
  }
  return stages;
}

function stageOf(event: HistoryEvent): string | undefined {
  const { upsertedMemo } = event.workflowPropertiesModifiedEventAttributes ?? {};
  const stage = upsertedMemo?.fields?.ReleaseStage;
  return stage ? defaultPayloadConverter.fromPayload<string>(stage) : undefined;
}

function kindOf(event: HistoryEvent): string {
  const attributes = Object.entries(event).find(
    ([name, value]) => name.endsWith('EventAttributes') && value !== null && value !== undefined,
  );
  return kinds.find(([, pattern]) => pattern.test(attributes?.[0] ?? ''))?.[0] ?? 'other';
}

/** Stage by stage how many events of which kind, as a table for people. */
export function eventTable(events: readonly HistoryEvent[]): string {
  const lines = [...eventsByStage(events)].map(([stage, own]) => line(stage, own));
  const head = ['stage', 'events', ...kinds.map(([kind]) => kind)];
  return [head, ...lines, line('sum', events)]
    .map(
      ([stage = '', ...counts]) =>
        stage.padEnd(16) + counts.map((one) => one.padStart(12)).join(''),
    )
    .join('\n');
}

function line(stage: string, events: readonly HistoryEvent[]): string[] {
  const counts = kinds.map(([kind]) => events.filter((event) => kindOf(event) === kind).length);
  return [stage, events.length, ...counts].map(String);
}

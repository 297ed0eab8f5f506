import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RecordedDecision } from '../../src/release/decision';
import type { ReleaseOutcome } from '../../src/release/outcome';
import type { LogLine } from '../../src/sandbox/log-line';
import { breachesOf } from './invariants';
import type { ReleaseRecord } from './invariants/release-record';
import type { WatchedRelease } from './story';
import type { RunningStack } from './world';

/** Throws with every breach of an invariant that the sandbox's log shows of a release that is over. */
export async function assessRelease(
  stack: RunningStack,
  told: Pick<WatchedRelease, 'plan' | 'handle' | 'startedAt' | 'otherHands'>,
  outcome: ReleaseOutcome,
): Promise<void> {
  const { plan, handle, startedAt, otherHands } = told;
  const [decisions, { closeTime }, words] = await Promise.all([
    handle.query<readonly RecordedDecision[]>('decisions'),
    handle.describe(),
    wordsTo(handle),
  ]);
  // Asked for its path, the sandbox writes what it still holds.
  await stack.control('GET', '/log');
  const record: ReleaseRecord = {
    plan,
    startedAt,
    endedAt: (closeTime ?? new Date()).toISOString(),
    key: stack.environment.AWS_ACCESS_KEY_ID ?? '',
    outcome,
    decisions,
    hurried: words.includes('promote'),
    otherHands,
    lines: stack.log(),
  };
  keep(record);
  const breaches = breachesOf(record);
  if (breaches.length === 0) return;
  throw new Error(
    `the release of ${plan.endpoint} broke what must always hold:\n${breaches.join('\n')}`,
  );
}

/** Names of the signals and updates that reached a release, from its history. */
async function wordsTo(handle: WatchedRelease['handle']): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => {
    const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    const name = event.workflowExecutionSignaledEventAttributes?.signalName ?? update?.name;
    return name ? [name] : [];
  });
}

/** With STORY_RECORDS=folder the records are written there, from which `invariants.test.ts` has its own. */
function keep(record: ReleaseRecord): void {
  const folder = process.env.STORY_RECORDS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const lines = record.lines.filter((line) => concerns(line, record));
  const { outcome, leftBehind } = record.outcome as ReleaseOutcome;
  writeFileSync(
    path.join(folder, `${record.plan.endpoint}.json`),
    `${JSON.stringify({ ...record, outcome: { outcome, leftBehind }, lines }, undefined, 1)}\n`,
  );
}

function concerns(line: LogLine, { plan }: ReleaseRecord): boolean {
  if (line.kind === 'serving') return line.endpoint === plan.endpoint;
  if (line.kind === 'alarm') return line.name.startsWith(plan.endpoint);
  if (line.kind !== 'call' || /^(?:BatchGet|Describe|Get|Head|List)/.test(line.operation))
    return false;
  return JSON.stringify(line.input).includes(plan.endpoint);
}

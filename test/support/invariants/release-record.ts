import type { RecordedDecision } from '../../../src/release/decision';
import type { ReleaseOutcome } from '../../../src/release/outcome';
import type { ReleasePlan } from '../../../src/release/plan';
import type { CallLine, LogLine, ServingLine } from '../../../src/sandbox/log-line';
import { linesOf, servingOver } from '../../../src/sandbox/log-reader';

/** One release that is over, and what the sandbox saw of it: all that the invariants are judged from. */
export interface ReleaseRecord {
  readonly plan: ReleasePlan;
  /** ISO; before the first call that the release made. */
  readonly startedAt: string;
  /** ISO; when the release was known to be over. */
  readonly endedAt: string;
  /** Access key of the worker that carried it out. */
  readonly key: string;
  readonly outcome: Pick<ReleaseOutcome, 'outcome' | 'leftBehind'>;
  readonly decisions: readonly Pick<RecordedDecision, 'at' | 'gate' | 'verb' | 'accepted'>[];
  /** Somebody asked to end a bake before its time. */
  readonly hurried: boolean;
  /** The story itself changes the endpoint beside the release. */
  readonly otherHands: boolean;
  readonly lines: readonly LogLine[];
}

/** A set of weights and counts in force, the one before it, and the call that brought it. */
export interface Moment {
  readonly now: LogLine<ServingLine>;
  readonly before: LogLine<ServingLine>;
  readonly cause: LogLine<CallLine> | undefined;
}

const endpointChanges = ['UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities', 'DeleteEndpoint'];

/** Changes of the release's endpoint that took effect while it ran, by whomever. */
export function changesOf({
  plan,
  startedAt,
  endedAt,
  lines,
}: ReleaseRecord): readonly LogLine<CallLine>[] {
  return linesOf(lines, 'call', { from: startedAt, to: endedAt }).filter(
    ({ ok, operation, input }) =>
      ok && endpointChanges.includes(operation) && textIn(input, 'EndpointName') === plan.endpoint,
  );
}

export function isOwn({ key }: ReleaseRecord, call: CallLine | undefined): boolean {
  return call !== undefined && call.caller.endsWith(`/${key}`);
}

/** Everything that was in force while the release ran; changes wait for each other, so the last call is the cause. */
export function momentsOf(record: ReleaseRecord): readonly Moment[] {
  const { plan, startedAt, endedAt, lines } = record;
  const changes = changesOf(record);
  const serving = servingOver(lines, plan.endpoint);
  return serving.flatMap((now, index) => {
    const before = serving[index - 1];
    if (before === undefined || now.at < startedAt || now.at >= endedAt) return [];
    return [{ now, before, cause: changes.findLast(({ at }) => at <= now.at) }];
  });
}

/** Moments that the release itself brought about. */
export function ownMomentsOf(record: ReleaseRecord): readonly Moment[] {
  return momentsOf(record).filter(({ cause }) => isOwn(record, cause));
}

/** Share of the production weight on one version, percent. */
export function shareOf({ variants }: ServingLine, version: string): number {
  const production = Object.values(variants).filter(({ shadow }) => !shadow);
  const weightOf = (all: typeof production): number =>
    all.reduce((sum, { weight }) => sum + weight, 0);
  const total = weightOf(production);
  if (total === 0) return 0;
  return (100 * weightOf(production.filter((one) => one.version === version))) / total;
}

/** Shares come from whole weights: a difference below this is rounding, percent. */
const roundingPercent = 0.5;

/** The candidate gets more of the traffic than before. */
export function isRise({ now, before }: Moment, version: string): boolean {
  return shareOf(now, version) > shareOf(before, version) + roundingPercent;
}

export function textIn(input: unknown, member: string): string | undefined {
  const value = (input as Record<string, unknown> | null)?.[member];
  return typeof value === 'string' ? value : undefined;
}

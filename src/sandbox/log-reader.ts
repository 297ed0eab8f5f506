import { readFileSync } from 'node:fs';
import type { LoadLine, LogEvent, LogLine, RequestLine, ServingLine } from './log-line';

type LineOf<Kind extends LogEvent['kind']> = LogLine<Extract<LogEvent, { kind: Kind }>>;

export interface Interval {
  /** ISO, inclusive. */
  readonly from?: string;
  /** ISO, exclusive. */
  readonly to?: string;
}

export interface Tally {
  readonly sent: number;
  readonly failed: number;
}

/** All lines so far; the last one is left out while it is only half written. */
export function readLog(path: string): readonly LogLine[] {
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine);
}

/** The lines of one kind, in an interval where one is given. */
export function linesOf<Kind extends LogEvent['kind']>(
  lines: readonly LogLine[],
  kind: Kind,
  interval: Interval = {},
): readonly LineOf<Kind>[] {
  return lines.filter(
    (line): line is LineOf<Kind> => line.kind === kind && within(line.at, interval),
  );
}

/** Every set of weights and counts that was in force, in the order they came. */
export function servingOver(
  lines: readonly LogLine[],
  endpoint: string,
): readonly LineOf<'serving'>[] {
  return linesOf(lines, 'serving').filter((line) => line.endpoint === endpoint);
}

/** Production weights in force over time: `{ main: 90, 'main-next': 10 }`. */
export function weightsOver(
  lines: readonly LogLine[],
  endpoint: string,
): readonly {
  readonly at: string;
  readonly config: string;
  readonly weights: Readonly<Record<string, number>>;
}[] {
  return servingOver(lines, endpoint).map(({ at, config, variants }) => ({
    at,
    config,
    weights: Object.fromEntries(
      Object.entries(variants)
        .filter(([, { shadow }]) => !shadow)
        .map(([name, { weight }]) => [name, weight]),
    ),
  }));
}

/** Calls of one operation, in the order they took effect. */
export function callsTo(
  lines: readonly LogLine[],
  operation: string,
  interval: Interval = {},
): readonly LineOf<'call'>[] {
  return linesOf(lines, 'call', interval).filter((line) => line.operation === operation);
}

/** Production requests each version served in an interval; a failure is any answer but 2xx of the model. */
export function servedByVersion(
  lines: readonly LogLine[],
  interval: Interval = {},
): Readonly<Record<string, Tally>> {
  const served = linesOf(lines, 'request', interval).filter(({ mirrored }) => !mirrored);
  return tallied(
    served,
    ({ version }) => version,
    ({ answered }) => answered !== 200,
  );
}

/** Mirrored requests each version got in an interval. */
export function mirroredByVersion(
  lines: readonly LogLine[],
  interval: Interval = {},
): Readonly<Record<string, Tally>> {
  const mirrored = linesOf(lines, 'request', interval).filter((line) => line.mirrored);
  return tallied(
    mirrored,
    ({ version }) => version,
    ({ status }) => status < 200 || status > 299,
  );
}

/**
 * What the load's clients saw, by the version that answered each request; `none` where no model did.
 * An interval is over the times the requests were meant to be sent.
 */
export function loadByVersion(
  lines: readonly LogLine[],
  interval: Interval = {},
): Tally & { readonly byVersion: Readonly<Record<string, Tally>> } {
  const versions = new Map<string, string>();
  for (const { id, mirrored, version } of linesOf(lines, 'request')) {
    if (id !== undefined && !mirrored) versions.set(id, version);
  }
  const answers = answersTo(lines, interval);
  return {
    sent: answers.length,
    failed: answers.filter(isFailure).length,
    byVersion: tallied(answers, ({ id }) => versions.get(id) ?? 'none', isFailure),
  };
}

/** What callers were answered that is no prediction, and what was never answered, of requests meant for an interval. */
export function failedAnswers(
  lines: readonly LogLine[],
  interval: Interval = {},
): readonly LoadLine[] {
  return answersTo(lines, interval).filter(isFailure);
}

function answersTo(lines: readonly LogLine[], interval: Interval): readonly LoadLine[] {
  return linesOf(lines, 'load').filter(({ sentAt }) => within(sentAt, interval));
}

function isFailure({ status }: LoadLine): boolean {
  return status !== 200;
}

/** Moments at which no production variant had any weight: requests had nowhere to go. */
export function momentsWithoutWeight(lines: readonly LogLine[]): readonly ServingLine[] {
  return linesOf(lines, 'serving').filter(({ variants }) => {
    const production = Object.values(variants).filter(({ shadow }) => !shadow);
    return production.reduce((sum, { weight }) => sum + weight, 0) <= 0;
  });
}

export interface ShrunkFleet {
  readonly at: string;
  readonly endpoint: string;
  readonly variant: string;
  readonly before: number;
  readonly after: number;
}

/** Variants that had fewer instances after an update of their endpoint than before it. */
export function fleetsShrunkByUpdate(lines: readonly LogLine[]): readonly ShrunkFleet[] {
  const last = new Map<string, ServingLine>();
  return linesOf(lines, 'serving').flatMap((line) => {
    const before = last.get(line.endpoint);
    last.set(line.endpoint, line);
    if (before === undefined || line.cause !== 'deployment') return [];
    return Object.entries(line.variants).flatMap(([variant, { instances: after }]) => {
      const count = before.variants[variant]?.instances ?? 0;
      const { at, endpoint } = line;
      return after < count ? [{ at, endpoint, variant, before: count, after }] : [];
    });
  });
}

function tallied<Line extends RequestLine | LoadLine>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
  isFailure: (line: Line) => boolean,
): Readonly<Record<string, Tally>> {
  const tallies: Record<string, { sent: number; failed: number }> = {};
  for (const line of lines) {
    const tally = (tallies[keyOf(line)] ??= { sent: 0, failed: 0 });
    tally.sent += 1;
    if (isFailure(line)) tally.failed += 1;
  }
  return tallies;
}

function within(at: string, { from, to }: Interval): boolean {
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

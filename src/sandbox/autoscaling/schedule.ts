import { parseCron, runsAt, type Cron } from './cron';
import { invalid } from './target-id';
import { momentOf, wallTimeOf, type WallTime } from './wall-clock';

/** When a scheduled action runs. */
export type Schedule =
  | { readonly kind: 'at'; readonly wall: WallTime }
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly cron: Cron };

export interface Interval {
  /** Exclusive, ms. */
  readonly after: number;
  /** Inclusive, ms. */
  readonly to: number;
}

const minuteMs = 60_000;
const units = { minute: minuteMs, hour: 60 * minuteMs, day: 24 * 60 * minuteMs } as const;

/** Reads `at(yyyy-mm-ddThh:mm:ss)`, `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)`; throws ValidationException. */
export function parseSchedule(text: string): Schedule {
  const [, kind, inside = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  const rate = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inside);
  if (kind === 'at') return { kind, wall: parseMoment(inside, text) };
  if (kind === 'cron') return { kind, cron: parseCron(inside) };
  if (kind === 'rate' && rate !== null) {
    return { kind, everyMs: Number(rate[1]) * units[rate[2] as keyof typeof units] };
  }
  throw invalid(
    `The schedule "${text}" is not of the form at(yyyy-mm-ddThh:mm:ss), rate(value unit) or cron(fields).`,
  );
}

/** Whether a schedule has a run in an interval; `startsAt` (ms) is where a rate begins to count. */
export function hasRun(
  schedule: Schedule,
  { after, to }: Interval,
  { timeZone, startsAt }: { readonly timeZone: string; readonly startsAt: number },
): boolean {
  switch (schedule.kind) {
    case 'at': {
      const moment = momentOf(schedule.wall, timeZone);
      return moment > after && moment <= to;
    }
    case 'rate': {
      const last = startsAt + Math.floor((to - startsAt) / schedule.everyMs) * schedule.everyMs;
      return last > after && last >= startsAt;
    }
    case 'cron':
      return minutesIn({ after, to }).some((minute) =>
        runsAt(schedule.cron, wallTimeOf(minute, timeZone)),
      );
  }
}

/** Whether a schedule names one moment, and that is not after `now` (ms). */
export function isOver(schedule: Schedule, timeZone: string, now: number): boolean {
  return schedule.kind === 'at' && momentOf(schedule.wall, timeZone) <= now;
}

/** The starts of minutes in an interval; after a long stop only those of its last hour. */
function minutesIn({ after, to }: Interval): readonly number[] {
  const last = Math.floor(to / minuteMs) * minuteMs;
  const count = Math.min(Math.ceil((last - after) / minuteMs), 60);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => last - index * minuteMs);
}

function parseMoment(inside: string, text: string): WallTime {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(inside);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    match?.slice(1).map((part) => Number(part ?? 0)) ?? [];
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // A day that does not exist, like 02-30, comes back as another one.
  const isReal = utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && hour < 24;
  if (match !== null && isReal && minute < 60 && second < 60) {
    return { year, month, day, hour, minute, second };
  }
  throw invalid(`The schedule "${text}" does not name a moment as at(yyyy-mm-ddThh:mm:ss).`);
}

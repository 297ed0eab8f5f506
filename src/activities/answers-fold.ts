import type { S3Client } from '@aws-sdk/client-s3';
import type { AnswerReader } from '../judge/answers/answer';
import type { AnswerSpec } from '../judge/answers/answer-spec';
import { emptyPairing, settle } from '../judge/answers/pairing';
import {
  noAnswers,
  settleAnswers,
  takeLine,
  type ShadowAnswers,
} from '../judge/answers/shadow-answers';
import { digestOf } from '../release/digest';
import {
  hoursBetween,
  linesOf,
  listCaptures,
  type CaptureFile,
  type CapturePlace,
} from './capture-files';
import type { LabelsUnderWay } from './label-files';
import type { Scratch } from './scratch';

/** What is compared: the requests that were served from `start` to `end` (ms). */
export interface Comparison {
  readonly place: CapturePlace;
  readonly spec: AnswerSpec;
  readonly read: AnswerReader;
  /** `s3://bucket/prefix` of true labels, where some are awaited. */
  readonly labels?: string;
  readonly start: number;
  readonly end: number;
}

/** All that was read so far. It goes from attempt to attempt, so that each file is read once. */
export interface Folded {
  /** What it was read for; work for anything else is not gone on with. */
  readonly of: string;
  readonly answers: ShadowAnswers;
  /** How many were read. */
  files: number;
  /** The hour from which on files may be unread, as captures name it; and those read in each hour from there on. */
  openFrom: string;
  names: Record<string, string[]>;
  /** Whether files were left for the next attempt. */
  behind: boolean;
  labels?: LabelsUnderWay;
}

/** A file of an hour may come so long after the hour's end. */
const graceMs = 1_800_000;

/** The work of earlier attempts for this comparison, or a new beginning. */
export async function takeUp(
  scratch: Scratch,
  key: string,
  { place, spec, start, labels }: Comparison,
): Promise<Folded> {
  const of = digestOf({ place, spec, start, labels: labels ?? null, version: 3 });
  const kept = parsed((await scratch.read(key)) ?? '');
  if (kept?.of === of) return kept;
  return {
    of,
    answers: noAnswers(labels !== undefined),
    files: 0,
    openFrom: '',
    names: {},
    behind: false,
  };
}

/**
 * Reads the files that have come since, until the time (ms) is up; `at` is the time of the attempt. A file that breaks
 * off rejects the whole attempt, and what it began is forgotten with it.
 */
export async function readOn(
  s3: S3Client,
  folded: Folded,
  comparison: Comparison,
  { at, timeIsUp }: { readonly at: number; readonly timeIsUp: () => boolean },
): Promise<void> {
  const { place, start, end, spec, read } = comparison;
  const waitMs = spec.waitPeriods * spec.periodSeconds * 1000;
  const hours = hoursBetween(start, Math.min(at, end + waitMs));
  const open = hours.filter((hour) => hour >= folded.openFrom);
  const fresh = unread(folded, await listCaptures(s3, place, open));
  let settled = 0;
  for (const [index, file] of fresh.entries()) {
    if (index > 0 && timeIsUp()) {
      folded.behind = true;
      return;
    }
    for await (const lines of linesOf(s3, place.bucket, file.key))
      for (const line of lines) takeLine(folded.answers, read, file.arm, line);
    (folded.names[file.hour] ??= []).push(nameIn(file));
    folded.files += 1;
    // Nothing that is unread was served before the next file begins, but for what the patience of ids covers.
    const next = Math.min(fresh[index + 1]?.from ?? at, at);
    if (Math.floor(next / (spec.periodSeconds * 1000)) > settled) {
      settleUntil(folded.answers, comparison, next);
      settled = Math.floor(next / (spec.periodSeconds * 1000));
    }
  }
  folded.behind = false;
  closeHours(folded, at);
  settleUntil(folded.answers, comparison, at);
}

function unread({ names }: Folded, listed: readonly CaptureFile[]): CaptureFile[] {
  const known = new Set(
    Object.entries(names).flatMap(([hour, read]) => read.map((name) => `${hour} ${name}`)),
  );
  return listed.filter((file) => !known.has(`${file.hour} ${nameIn(file)}`));
}

/** Compares what has waited long enough, of the window alone: what was served before its start is let go. */
function settleUntil(
  answers: ShadowAnswers,
  { spec, start, end }: Comparison,
  until: number,
): void {
  const waitMs = spec.waitPeriods * spec.periodSeconds * 1000;
  settle(answers.waiting, emptyPairing(), Math.min(until, start + waitMs), spec);
  settleAnswers(answers, spec, Math.min(until, end + waitMs));
}

/** Once all files are read, hours that none can follow in are closed, and the names of their files forgotten. */
function closeHours(folded: Folded, at: number): void {
  const [openFrom = ''] = hoursBetween(at - graceMs, at);
  folded.openFrom = folded.openFrom > openFrom ? folded.openFrom : openFrom;
  folded.names = Object.fromEntries(
    Object.entries(folded.names).filter(([hour]) => hour >= folded.openFrom),
  );
}

/** Where a file stands among those of its hour. */
const nameIn = ({ arm, name }: CaptureFile): string => `${arm}/${name}`;

function parsed(text: string): Folded | undefined {
  try {
    return JSON.parse(text) as Folded;
  } catch {
    return undefined;
  }
}

import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AwaitingLabels } from '../judge/answers/awaiting-labels';
import { noLabels, takeLabel, type JoinedLabels } from '../judge/answers/label-join';
import { folderOf, hoursBetween, linesOf, s3Place } from './capture-files';

/** Labels read so far, by one final look of a window; the next look reads them anew, for it has more pairs. */
export interface LabelsUnderWay {
  readonly look: number;
  /** Time of the first attempt, ms; labels of later hours are late. */
  readonly since: number;
  /** All files up to this key are read; S3 lists keys in their order, which is that of hours. */
  after: string;
  /** The file that was left in its midst, and how many of its lines were taken. */
  open?: { readonly key: string; lines: number };
  /** How many were read. */
  files: number;
  done: boolean;
  /** What the last attempt broke off with. */
  fault?: string;
  readonly joined: JoinedLabels;
}

interface Taking {
  readonly awaiting: AwaitingLabels;
  readonly timeIsUp: () => boolean;
}

/** Within a file the time is looked at whenever so many parts of it have come, each of 64 KiB at most. */
const partsBetweenLooks = 16;

export const labelsOf = (look: number, since: number): LabelsUnderWay => ({
  look,
  since,
  after: '',
  files: 0,
  done: false,
  joined: noLabels(),
});

/**
 * Reads on in the files with labels of the hours since `from` (ms), until the time is up; true when none is left. An
 * hour is that in which the labels were made, as Model Monitor has it, so none is older than the window. Wherever it
 * ends or breaks off, what was taken is told by `underWay`, and is not taken again.
 */
export async function readLabels(
  s3: S3Client,
  { address, from }: { readonly address: string; readonly from: number },
  underWay: LabelsUnderWay,
  taking: Taking,
): Promise<boolean> {
  const { bucket: Bucket, prefix } = s3Place(address);
  const Prefix = folderOf(prefix);
  const hours = hoursBetween(from, underWay.since);
  const [first = '', last = ''] = [hours[0], hours.at(-1)];
  const known = new Set(hours);
  underWay.after ||= `${Prefix}${first}`;
  const begun = underWay.after;
  const mustStop = (): boolean => underWay.after !== begun && taking.timeIsUp();
  if (!(await takeOpen(s3, Bucket, underWay, taking))) return false;
  let more: Pick<ListObjectsV2CommandInput, 'StartAfter' | 'ContinuationToken'> | undefined = {
    StartAfter: underWay.after,
  };
  while (more) {
    if (mustStop()) return false;
    const listing = new ListObjectsV2Command({ Bucket, Prefix, ...more });
    const page: ListObjectsV2CommandOutput = await s3.send(listing);
    for (const { Key: key = '' } of page.Contents ?? []) {
      const name = key.slice(Prefix.length);
      const hour = name.slice(0, last.length);
      if (hour > last) return true;
      if (mustStop()) return false;
      if (known.has(hour) && name[hour.length] === '/') {
        underWay.open = { key, lines: 0 };
        if (!(await takeOpen(s3, Bucket, underWay, taking))) return false;
      }
      underWay.after = key;
    }
    const { NextContinuationToken } = page;
    more = NextContinuationToken ? { ContinuationToken: NextContinuationToken } : undefined;
  }
  return true;
}

/** Takes the file under way from where it was left; false where the time was up before its end. */
async function takeOpen(
  s3: S3Client,
  bucket: string,
  underWay: LabelsUnderWay,
  { awaiting, timeIsUp }: Taking,
): Promise<boolean> {
  const { open } = underWay;
  if (!open) return true;
  let [parts, passed] = [0, 0];
  for await (const lines of linesOf(s3, bucket, open.key)) {
    for (const line of lines.slice(Math.max(0, open.lines - passed)))
      takeLabel(underWay.joined, awaiting, line);
    passed += lines.length;
    open.lines = Math.max(open.lines, passed);
    parts += 1;
    if (parts % partsBetweenLooks === 0 && timeIsUp()) return false;
  }
  underWay.after = open.key;
  underWay.files += 1;
  delete underWay.open;
  return true;
}

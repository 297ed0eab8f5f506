import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { Arm } from '../judge/observation';

/** Where the captures of one endpoint's variants go. */
export interface CapturePlace {
  readonly bucket: string;
  /** With the endpoint's name, without a slash at its end. */
  readonly prefix: string;
  /** Variant names. */
  readonly arms: Readonly<Record<Arm, string>>;
}

/** One file of captured requests: `prefix/endpoint/variant/YYYY/MM/DD/HH/MM-SS-mmm-uuid.jsonl`, UTC. */
export interface CaptureFile {
  readonly arm: Arm;
  /** `YYYY/MM/DD/HH`. */
  readonly hour: string;
  readonly name: string;
  readonly key: string;
  /** When its requests begin by its name, ms. */
  readonly from: number;
}

const hourMs = 3_600_000;
const arms = ['stable', 'candidate'] as const;
/** Characters: a request and an answer of the 25 MB that an endpoint takes at most, in base64, with room. */
const mostOfLine = 2 ** 27;

/** `s3://bucket/some/prefix` and an endpoint as a place. */
export function capturePlace(
  captures: string,
  endpoint: string,
  variants: CapturePlace['arms'],
): CapturePlace {
  const { bucket, prefix: rest } = s3Place(captures);
  return { bucket, prefix: [rest, endpoint].filter(Boolean).join('/'), arms: variants };
}

/** Bucket and prefix of an `s3://` address. */
export function s3Place(address: string): { readonly bucket: string; readonly prefix: string } {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(address) ?? [];
  return { bucket, prefix };
}

/** A prefix as all keys below it begin. */
export const folderOf = (prefix: string): string => (prefix === '' ? '' : `${prefix}/`);

/** The hours of UTC that an interval (ms) touches, as captures name them. */
export function hoursBetween(from: number, to: number): string[] {
  const hours: string[] = [];
  for (let at = Math.floor(from / hourMs) * hourMs; at <= to; at += hourMs)
    hours.push(new Date(at).toISOString().slice(0, 13).replace(/[-T]/g, '/'));
  return hours;
}

/** Every capture file of both arms in these hours, in the order in which their requests begin. */
export async function listCaptures(
  s3: S3Client,
  place: CapturePlace,
  hours: readonly string[],
): Promise<CaptureFile[]> {
  const listed: CaptureFile[] = [];
  for (const hour of hours)
    for (const arm of arms) {
      const folder = `${place.prefix}/${place.arms[arm]}/${hour}/`;
      for (const key of await keysBelow(s3, place.bucket, folder)) {
        if (!key.endsWith('.jsonl')) continue;
        const name = key.slice(folder.length);
        listed.push({ arm, hour, name, key, from: beginOf(hour, name) });
      }
    }
  return listed.sort((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1));
}

async function keysBelow(s3: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return keys;
}

/**
 * The lines of one file, by the parts in which they come: a file is never in memory as a whole, and a part without the
 * end of a line has none. Of a line that is longer than any capture the beginning comes alone, which no reader takes.
 */
export async function* linesOf(
  s3: S3Client,
  Bucket: string,
  Key: string,
): AsyncGenerator<readonly string[]> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  if (!Body) return;
  const decoder = new TextDecoder();
  // Put together at the line's end: each part appended to a text that is searched again takes the square of the time.
  let line: string[] = [];
  let length = 0;
  const append = (text: string): void => {
    if (length < mostOfLine) line.push(text);
    length += text.length;
  };
  for await (const part of Body as AsyncIterable<Uint8Array>) {
    const texts = decoder.decode(part, { stream: true }).split('\n');
    const rest = texts.pop() ?? '';
    const lines: string[] = [];
    for (const text of texts) {
      append(text);
      lines.push(line.join(''));
      [line, length] = [[], 0];
    }
    append(rest);
    yield lines;
  }
  append(decoder.decode());
  yield [line.join('')];
}

/** A file's name begins with minute and second; with another name it may hold requests of the whole hour. */
function beginOf(hour: string, name: string): number {
  const [, minute = '00', second = '00'] = /^([0-5]\d)-([0-5]\d)\b/.exec(name) ?? [];
  const [year, month, day, hours] = hour.split('/');
  return Date.parse(`${year}-${month}-${day}T${hours}:${minute}:${second}Z`);
}

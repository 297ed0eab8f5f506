import { randomUUID } from 'node:crypto';
import type { AwsTime } from '../aws-time';
import type { EventLog } from '../event-log';
import { mayServe } from '../s3/bucket-access';
import type { ObjectStore } from '../s3/object-store';
import type { CapturePlan } from './capture-plan';
import { captureRecord, type Captured } from './capture-record';

/** From the first request of a file to the file in S3, s; seen on AWS, not documented. */
export const captureSeconds = 60;

/** A file goes to S3 before its time when it has this many characters. */
const mostCharacters = 1024 * 1024;

/** Lines on their way to one file. */
interface OpenFile {
  readonly bucket: string;
  readonly folder: string;
  /** When its first request was served, ms: it names the file. */
  readonly at: number;
  readonly lines: string[];
  characters: number;
}

export interface CaptureTarget {
  readonly plan: CapturePlan;
  readonly endpoint: string;
  readonly variant: string;
}

/** Data capture: collects requests as endpoint configs ask for it and writes them to the sandbox's S3. */
export class Captures {
  readonly #open = new Map<string, OpenFile>();
  readonly #told = new Set<string>();

  constructor(
    private readonly parts: {
      readonly objects: ObjectStore;
      readonly account: string;
      readonly time: Pick<AwsTime, 'scale'>;
      readonly log: EventLog;
    },
  ) {}

  add({ plan, endpoint, variant }: CaptureTarget, captured: Captured): void {
    const folder = [plan.prefix, endpoint, variant].filter(Boolean).join('/');
    const key = `${plan.bucket}/${folder}`;
    const file = this.#open.get(key) ?? this.#begin(key, plan.bucket, folder, captured.at);
    const line = captureRecord(plan, captured);
    file.lines.push(line);
    file.characters += line.length;
    if (file.characters >= mostCharacters) this.#write(key, file);
  }

  /** Says once what AWS does not document and how it is taken here. */
  tell(what: string): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.parts.log.write({ kind: 'undocumented', what });
  }

  /** Writes every file whose time has come. */
  tick(now = Date.now()): void {
    const waitMs = (captureSeconds * 1000) / this.parts.time.scale;
    for (const [key, file] of this.#open) {
      if (now >= file.at + waitMs) this.#write(key, file);
    }
  }

  /** Writes what is left, when the sandbox ends. */
  flush(): void {
    for (const [key, file] of this.#open) this.#write(key, file);
  }

  #begin(key: string, bucket: string, folder: string, at: number): OpenFile {
    const file = { bucket, folder, at, lines: [], characters: 0 };
    this.#open.set(key, file);
    return file;
  }

  #write(key: string, { bucket, folder, at, lines }: OpenFile): void {
    this.#open.delete(key);
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const { objects, account } = this.parts;
    const file = `${folder}/${fileName(at)}`;
    try {
      if (!mayServe(objects, account, { action: 's3:PutObject', bucket, key: file })) {
        throw new Error(`${bucket} is another account's, whose policy does not allow it`);
      }
      objects.write(bucket, file, bytes, {
        contentType: 'application/jsonl',
      });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.tell(`captures of s3://${bucket}/${folder} are lost: ${reason}`);
    }
  }
}

/** `YYYY/MM/DD/HH/MM-SS-mmm-uuid.jsonl`, UTC. */
function fileName(at: number): string {
  const [, day = '', hour = '', minute = '', second = '', ms = ''] =
    /^(.{10})T(..):(..):(..)\.(...)Z$/.exec(new Date(at).toISOString()) ?? [];
  return `${day.replaceAll('-', '/')}/${hour}/${minute}-${second}-${ms}-${randomUUID()}.jsonl`;
}

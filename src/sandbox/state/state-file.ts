import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** Counts up whenever what is kept changes its form: an older file is refused, never guessed at. */
const version = 2;

const head = /^slipway-sandbox-state (\d+) ([0-9a-f]{64})\n/;

/** Longest that a head can be, bytes. */
const headBytes = 128;

/** Writes a state: the file is the old one or the new one, whenever the process is killed. */
export function writeState(path: string, body: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  const written = `${path}.new`;
  const line = Buffer.from(`slipway-sandbox-state ${version} ${digestOf(body)}\n`);
  writeFileSync(written, Buffer.concat([line, body]));
  renameSync(written, path);
}

/** What a file keeps; undefined where there is no file. Throws an Error for one that is torn or not ours. */
export function readState(path: string): unknown {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const [line, found, digest] = head.exec(bytes.toString('latin1', 0, headBytes)) ?? [];
  if (line === undefined) throw refused(path, 'is not a state of the sandbox');
  if (found !== String(version)) {
    throw refused(path, `has format ${found}; this sandbox reads format ${version}`);
  }
  const body = bytes.subarray(line.length);
  if (digestOf(body) !== digest) {
    throw refused(
      path,
      `is damaged: the digest of its ${body.length} bytes is not the one it names`,
    );
  }
  return stateRecords(body);
}

/** Plain records as bytes: the same records give the same bytes. */
export function stateBytes(records: unknown): Buffer {
  return serialize(records);
}

/** The records that bytes were made of. */
export function stateRecords(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}

function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

function refused(path: string, why: string): Error {
  return new Error(
    `${path} of --state ${why}. Name another file, or remove this one to start anew.`,
  );
}

import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { isError, usage } from './failure';
import type { Terminal } from './terminal';

/** A spec's text and the name it has in messages. */
export interface SpecFile {
  readonly file: string;
  readonly text: string;
}

const byteLimit = 1024 * 1024;

/** The spec that a command is about: the flag, SLIPWAY_FILE, or release.yaml from here up to the root of the repository. */
export async function readSpecFile(terminal: Terminal, flag?: string): Promise<SpecFile> {
  const file = flag ?? terminal.env.SLIPWAY_FILE ?? discover(terminal.cwd);
  if (!file)
    throw usage(
      'no release.yaml here or above',
      'Name one with -f FILE or SLIPWAY_FILE; docs/spec.md shows how to write it.',
    );
  if (file === '-') return { file: '(stdin)', text: await readText(terminal.stdin(), 'stdin') };
  const where = path.resolve(terminal.cwd, file);
  const shown = path.relative(terminal.cwd, where);
  return {
    file: shown.startsWith('..') ? where : shown,
    text: await readText(createReadStream(where), file),
  };
}

/** The nearest release.yaml from here up to the root of the repository; outside of one only here. */
export function discover(cwd: string): string | undefined {
  const above: string[] = [];
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    above.push(folder);
    if (existsSync(path.join(folder, '.git'))) break;
    if (path.dirname(folder) === folder) return named([above[0] ?? folder]);
  }
  return named(above);
}

function named(folders: readonly string[]): string | undefined {
  return folders.map((folder) => path.join(folder, 'release.yaml')).find(existsSync);
}

/** Reads what a person named, at most 1 MiB of it and only if it is text. */
export async function readText(
  stream: AsyncIterable<Uint8Array | string>,
  name: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(Buffer.from(chunk));
      bytes += chunk.length;
      if (bytes > byteLimit) throw usage(`${name} has more than ${byteLimit} bytes`);
    }
  } catch (error) {
    if (!isError(error) || error.code === undefined) throw error;
    throw usage(`${name} can't be read: ${error.message}`, 'Name a file that exists.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw usage(`${name} is not text in UTF-8`);
  }
}

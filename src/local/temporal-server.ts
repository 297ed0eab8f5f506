import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { searchAttributes } from '../release/search-attributes';
import { entry } from './entry';
import { startChild, type Child } from './child';
import { freePort } from './free-port';

export interface TemporalServer extends Child {
  readonly address: string;
  readonly uiUrl: string;
}

export interface TemporalServerOptions {
  readonly binary: string;
  /** Folder of its SQLite file and its log. */
  readonly folder: string;
  readonly port?: number;
  readonly uiPort?: number;
}

const attributeTypes = { KEYWORD: 'Keyword', INT: 'Int', BOOL: 'Bool' } as const;

/** A free port may be taken between our look and the server's: then it gets others, this many times. */
const attempts = 3;

/** Starts a real Temporal dev server on a SQLite file, bound to 127.0.0.1, with our search attributes. */
export async function startTemporal(options: TemporalServerOptions): Promise<TemporalServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(options);
    } catch (error) {
      const isTaken = options.port === undefined && portTaken(options.folder);
      if (attempt === attempts || !isTaken) throw error;
    }
  }
}

async function start(options: TemporalServerOptions): Promise<TemporalServer> {
  const port = options.port ?? (await freePort());
  const uiPort = options.uiPort ?? (await freePort());
  const attributes = searchAttributes.flatMap(({ name, type }) => [
    '--search-attribute',
    `${name}=${attributeTypes[type]}`,
  ]);
  const child = startChild({
    name: 'temporal',
    command: process.execPath,
    args: [
      entry('local/tether.js'),
      options.binary,
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn'],
      ...['--port', `${port}`, '--ui-port', `${uiPort}`],
      ...['--db-filename', path.join(options.folder, 'temporal.db')],
      ...attributes,
    ],
    logs: options.folder,
  });
  const address = `127.0.0.1:${port}`;
  const gone = new AbortController();
  await Promise.race([
    answers(address, gone.signal),
    child.ended.then((how) => {
      gone.abort();
      throw new Error(
        `the Temporal server ${how}; see ${path.join(options.folder, 'temporal.log')}`,
      );
    }),
  ]);
  return { ...child, address, uiUrl: `http://127.0.0.1:${uiPort}` };
}

/** The dev server ends with a panic where it cannot listen; only its log says why. */
function portTaken(folder: string): boolean {
  const log = path.join(folder, 'temporal.log');
  return existsSync(log) && readFileSync(log, 'utf8').includes('address already in use');
}

/** Until the frontend answers and the default namespace is there, at most 30 s. */
async function answers(address: string, gone: AbortSignal): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!gone.aborted) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      try {
        await connection.workflowService.describeNamespace({ namespace: 'default' });
        return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error(`Temporal at ${address} did not answer within 30 s`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

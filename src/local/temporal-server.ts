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

/** Starts a real Temporal dev server on a SQLite file, bound to 127.0.0.1, with our search attributes. */
export async function startTemporal(options: TemporalServerOptions): Promise<TemporalServer> {
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
  await Promise.race([
    answers(address),
    child.ended.then((how) => {
      throw new Error(
        `the Temporal server ${how}; see ${path.join(options.folder, 'temporal.log')}`,
      );
    }),
  ]);
  return { ...child, address, uiUrl: `http://127.0.0.1:${uiPort}` };
}

/** Until the frontend answers and the default namespace is there, at most 30 s. */
async function answers(address: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
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

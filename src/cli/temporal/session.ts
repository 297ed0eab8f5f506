import { userInfo } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { exitCodes } from '../../release/outcome';
import { explain, grpcCode } from '../explain';
import { unexpected, usage, type CliFailure } from '../failure';
import type { Terminal } from '../terminal';

/** An open line to Temporal; every call through `bounded` answers or fails within 10 seconds. */
export interface Session {
  readonly client: Client;
  readonly namespace: string;
  readonly bounded: <T>(call: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const callMilliseconds = 10_000;
const connectMilliseconds = 5000;

/** Connects by TEMPORAL_* and temporal.toml, as every Temporal tool does; fails with the address tried. */
export async function openSession({ env }: Terminal, profile?: string): Promise<Session> {
  const { address, namespace, options } = settings(env, profile);
  const connection = await Connection.connect({
    ...options,
    connectTimeout: connectMilliseconds,
  }).catch((error: unknown) => {
    throw refusedBy(address, error);
  });
  const client = new Client({ connection, namespace, identity: callerName(env) });
  return {
    client,
    namespace,
    bounded: (call) => connection.withDeadline(Date.now() + callMilliseconds, call),
    close: () => connection.close(),
  };
}

/** Runs one piece of work on a session and closes it, whatever comes of it. */
export async function withSession<T>(
  terminal: Terminal,
  profile: string | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(terminal, profile);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Who runs this command, as far as the surroundings tell: a claim, not a proof. */
export function callerName(env: Terminal['env']): string {
  return env.GITHUB_ACTOR ?? env.GITLAB_USER_LOGIN ?? userInfo().username;
}

function settings(env: Terminal['env'], profile: string | undefined) {
  const variables = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  try {
    const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({
      ...(profile !== undefined && { profile }),
      overrideEnvVars: Object.fromEntries(variables),
    });
    const { address = '127.0.0.1:7233', tls, apiKey, metadata } = connectionOptions;
    return { address, namespace, options: { address, tls, apiKey, metadata } };
  } catch (error) {
    throw usage(
      `Temporal's configuration can't be used: ${(error as Error).message}`,
      'Check temporal.toml, --profile and the TEMPORAL_* variables.',
    );
  }
}

function refusedBy(address: string, error: unknown): CliFailure {
  const code = grpcCode(error);
  const known = code === undefined ? undefined : explain(error);
  if (known?.exit === exitCodes.auth) return known;
  return unexpected(
    `Temporal does not answer at ${address}: ${(error as Error).message}`,
    'Set TEMPORAL_ADDRESS (or --profile) to your server, or start one with `slipway sandbox`.',
  );
}

import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';

/** Where the worker is connected: address, keys and namespace come from TEMPORAL_* and temporal.toml, as for every Temporal tool. */
export interface TemporalLink {
  readonly connection: NativeConnection;
  readonly namespace: string;
}

/** Connects, or throws with the address tried. */
export async function connectTemporal(): Promise<TemporalLink> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const address = connectionOptions.address ?? 'localhost:7233';
  try {
    return { connection: await NativeConnection.connect(connectionOptions), namespace };
  } catch (error) {
    throw new Error(
      `Temporal at ${address} does not answer: ${(error as Error).message}. Set TEMPORAL_ADDRESS or start one with slipway sandbox`,
      { cause: error },
    );
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { createAutoScalingService } from '../../../src/sandbox/autoscaling/service';
import type { ScalableVariants } from '../../../src/sandbox/autoscaling/scalable-variants';
import { MetricStore, type Clock } from '../../../src/sandbox/cloudwatch/metric-store';
import { createCloudWatchService } from '../../../src/sandbox/cloudwatch/service';
import { createEcrService } from '../../../src/sandbox/ecr/service';
import { createS3Service } from '../../../src/sandbox/s3/service';
import { createStsService } from '../../../src/sandbox/sts/service';
import type { Door, Service } from '../../../src/sandbox/wire/operation';
import { createWireServer, type RuntimeHandler } from '../../../src/sandbox/wire/server';
import { openWireLog } from '../../../src/sandbox/wire/wire-log';
import { judgeWireLog } from '../../wire-judge/judge';
import { forSuite } from '../for-suite';

export const region = 'eu-central-1';

/** What an AWS SDK may speak with CloudWatch. */
export const protocols = [
  ['JSON', undefined],
  ['CBOR', AwsSmithyRpcV2CborProtocol],
  ['query', AwsQueryProtocol],
] as const;

type Protocol = (typeof protocols)[number][1];

/** An open door: every call goes through and is answered. */
export const openDoor: Door = {
  before: () => Promise.resolve(),
  after: () => Promise.resolve('answer'),
};

const echo: RuntimeHandler = ({ endpoint }, _request, response, body) => {
  response.writeHead(200, { 'x-endpoint': endpoint }).end(body);
  return Promise.resolve();
};

/** Any variant exists, of an endpoint that takes no changes now. */
const anyVariant: ScalableVariants = {
  check: () => undefined,
  capacity: () => undefined,
  setCount: () => undefined,
};

/**
 * The real services behind a real server on a free port. `stop` fails when anything on its wire breaks
 * AWS's own models, but where a suite brings a `sagemaker` of its own, which need not answer as AWS.
 */
export async function startWire(
  options: {
    readonly clock?: Clock;
    readonly door?: Door;
    readonly sagemaker?: Service;
    readonly runtime?: RuntimeHandler;
    /** That of `cloudwatch`; JSON where there is none. */
    readonly protocol?: Protocol;
  } = {},
) {
  const { clock = Date, door = openDoor, sagemaker = {}, runtime = echo } = options;
  const store = new MetricStore(clock);
  const cloudwatch = createCloudWatchService({ store });
  const s3 = createS3Service({ clock });
  const ecr = createEcrService({ clock });
  const folder = mkdtempSync(path.join(tmpdir(), 'wire-test-'));
  const file = path.join(folder, 'wire.jsonl');
  const wireLog = openWireLog(file);
  const services = {
    sagemaker,
    monitoring: cloudwatch.service,
    s3: s3.service,
    ecr: ecr.service,
    'application-autoscaling': createAutoScalingService({
      metrics: store,
      cloudwatch,
      variants: () => anyVariant,
      log: { write: () => undefined },
      scale: 1,
      metricDelayMs: 1_000,
    }).service,
    sts: createStsService().service,
  };
  const server = createWireServer({
    wireLog,
    services: () => services,
    runtime,
    door,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = {
    endpoint,
    region,
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'not-checked' },
    maxAttempts: 1,
  };
  const watcher = new CloudWatchClient({
    ...client,
    ...(options.protocol !== undefined && { protocol: options.protocol as never }),
    // In CBOR this SDK compresses the body and leaves the length it had before: no server answers.
    disableRequestCompression: options.protocol === AwsSmithyRpcV2CborProtocol,
  });
  return {
    port,
    endpoint,
    services,
    store,
    alarms: cloudwatch.alarms,
    objects: s3.store,
    registry: ecr.registry,
    client,
    cloudwatch: watcher,
    stop: async () => {
      watcher.destroy();
      await stop(server);
      wireLog.close();
      try {
        if (options.sagemaker === undefined) judgeWireLog(file);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

export type Wire = Awaited<ReturnType<typeof startWire>>;

/** The same for all tests of a suite. */
export function useWire(options: Parameters<typeof startWire>[0] = {}): Wire {
  return forSuite(
    () => startWire(options),
    (wire) => wire.stop(),
  );
}

function stop(server: http.Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** An Authorization header as far as the sandbox reads it. */
export function authorization(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=AKIDTEST/20261121/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

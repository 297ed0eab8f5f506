import path from 'node:path';
import { createActivities } from '../activities';
import { createAwsClients } from '../activities/aws/clients';
import { fileStore } from '../activities/evidence-store';
import { fileScratch } from '../activities/scratch';
import { connectTemporal } from './connection';
import { createWorkers } from './create-workers';
import { serveHealth } from './health';
import { installLogging } from './logging';
import { readSettings } from './settings';
import { stopRequested } from './shutdown';

/** The worker process: connects, polls the three queues, and stops gracefully when asked to. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env);
  const log = installLogging();
  const { connection, namespace } = await connectTemporal();
  const activities = createActivities({
    clients: createAwsClients(),
    store: fileStore(settings.evidence),
    scratch: fileScratch(path.join(settings.evidence, '.working')),
    ...(settings.uiUrl && { uiUrl: settings.uiUrl }),
  });
  const { buildId, healthHost, healthPort } = settings;
  const workers = await createWorkers({
    connection,
    namespace,
    activities,
    ...(buildId && { buildId }),
  });
  const health =
    healthPort === undefined
      ? undefined
      : await serveHealth({ host: healthHost, port: healthPort }, workers, connection);
  const running = Promise.all(workers.map((worker) => worker.run()));
  log.info({ namespace, buildId: buildId ?? 'unversioned', health: health?.url }, 'worker ready');

  const why = await Promise.race([stopRequested(), running.then(() => 'workers ended')]);
  log.info({ why }, 'worker stops; attempts that run may finish');
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  await running;
  await health?.close();
  await connection.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `slipway worker: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);

import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  type LogEntry,
} from '@temporalio/worker';
import pino from 'pino';

/** One JSON stream on stdout for our own lines, the SDK's and the core's. */
export function installLogging(): pino.Logger {
  const log = pino({ name: 'slipway-worker', level: process.env.LOG_LEVEL ?? 'info' });
  const levels = {
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'info',
    WARN: 'warn',
    ERROR: 'error',
  } as const;
  const write = ({ level, message, meta }: LogEntry): void =>
    log[levels[level]]({ ...meta }, message);
  Runtime.install({
    logger: new DefaultLogger('INFO', write),
    telemetryOptions: {
      logging: {
        filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }),
        forward: {},
      },
    },
    shutdownSignals: [],
  });
  return log;
}

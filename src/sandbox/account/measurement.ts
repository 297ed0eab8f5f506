import { Captures } from '../capture/captures';
import type { MetricSink } from '../control/metric-disturbance';
import { RequestMetrics } from '../metrics/request-metrics';
import { Utilization } from '../metrics/utilization';
import type { World } from '../sagemaker/world';

export interface Measurement {
  /** Takes every request that was served. */
  readonly requests: RequestMetrics;
  readonly captures: Captures;
  /** Publishes every period that has closed, and writes captures whose time has come. */
  readonly tick: () => void;
}

/** Measures what the endpoints of an account really serve, and publishes it to `sink`, `delayMs` after each period. */
export function createMeasurement(world: World, sink: MetricSink, delayMs: number): Measurement {
  const { account, endpoints, objects, time, log } = world;
  const requests = new RequestMetrics(sink, delayMs);
  const captures = new Captures({ account, objects, time, log });
  const utilization = new Utilization(sink, endpoints, delayMs);
  return {
    requests,
    captures,
    tick: () => {
      requests.tick();
      captures.tick();
      utilization.tick();
    },
  };
}

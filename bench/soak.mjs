import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, print } from './support/requests.mjs';
import { createEndpoint, startSandbox, startServer } from './support/sandbox.mjs';

const rps = 200;
const everySeconds = 10;

/** Memory of the sandbox under steady requests; the first quarter is its warm-up. */
export async function soak({ minutes }) {
  const model = await startServer('model.mjs');
  const sandbox = await startSandbox();
  const agent = new http.Agent({ keepAlive: true });
  let failed = 0;
  let sent = 0;
  try {
    await createEndpoint(sandbox, 'bench', model.url, {
      MetricsConfig: { EnableEnhancedMetrics: true, MetricPublishFrequencyInSeconds: 10 },
    });
    const url = `${sandbox.url}/endpoints/bench/invocations`;
    const startedAt = performance.now();
    const timer = setInterval(() => {
      // What is due by now, so that a late timer costs no request.
      const due = Math.floor(((performance.now() - startedAt) / 1000) * rps);
      for (; sent < due; sent += 1) ask(url, agent).catch(() => (failed += 1));
    }, 10);
    const samples = [];
    for (let second = 0; second < minutes * 60; second += everySeconds) {
      await delay(everySeconds * 1000);
      samples.push(sandbox.memory());
      print(`${String(second + everySeconds).padStart(5)} s  ${samples.at(-1).toFixed(1)} MB`);
    }
    clearInterval(timer);
    const warm = samples.slice(Math.floor(samples.length / 4));
    const slope = slopeOf(warm) * (60 / everySeconds);
    const growth = (slope * ((warm.length - 1) * everySeconds)) / 60 / warm[0];
    print(`requests     ${sent}, ${failed} failed`);
    print(`slope        ${slope.toFixed(2)} MB a minute after the warm-up`);
    print(`growth       ${(growth * 100).toFixed(1)} % (target: under 5 % after the warm-up)`);
  } finally {
    agent.destroy();
    await Promise.all([sandbox, model].map(({ stop }) => stop()));
  }
}

/** By least squares, of a value a step. */
function slopeOf(values) {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const up = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const down = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return down === 0 ? 0 : up / down;
}

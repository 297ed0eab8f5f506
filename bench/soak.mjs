import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, print } from './support/requests.mjs';
import { createEndpoint, startSandbox, startServer } from './support/sandbox.mjs';

const rps = 200;
const everySeconds = 10;

/** What the sandbox keeps in memory under steady requests; the first quarter is its warm-up. */
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
      const { kept, rss } = await sandbox.memory();
      samples.push({ kept, rss });
      const at = String(second + everySeconds).padStart(5);
      print(`${at} s  ${kept.toFixed(1)} MB kept, ${rss.toFixed(1)} MB resident`);
    }
    clearInterval(timer);
    const warm = samples.slice(Math.floor(samples.length / 4));
    print(`requests     ${sent}, ${failed} failed`);
    for (const [what, target] of Object.entries({ kept: '', rss: ' (target: under 5 %)' })) {
      const { perMinute, growth } = trend(warm.map((sample) => sample[what]));
      print(
        `${what.padEnd(12)} ${perMinute.toFixed(2)} MB a minute after the warm-up, ${(growth * 100).toFixed(1)} % in all${target}`,
      );
    }
  } finally {
    agent.destroy();
    await Promise.all([sandbox, model].map(({ stop }) => stop()));
  }
}

/** By least squares; `growth` is of the first value. */
function trend(values) {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const up = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const down = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const step = down === 0 ? 0 : up / down;
  return {
    perMinute: (step * 60) / everySeconds,
    growth: (step * (values.length - 1)) / values[0],
  };
}

import { readFileSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { residentMb } from './support/processes.mjs';
import { ask, print } from './support/requests.mjs';
import { startSandbox } from './support/sandbox.mjs';

const rps = 200;
const everySeconds = 10;
const endpoint = 'fraud-scorer';
/** The last quarter may be so much above the second; the first is the warm-up. */
const mostGrowth = 0.05;

/**
 * Memory under steady requests and one look a second at endpoint, alarms and metrics, as a release
 * takes it. One sandbox is left alone; in another one garbage is collected before each measurement,
 * for what is resident says more of the collector than of what is kept.
 */
export async function soak({ minutes }) {
  const worlds = await Promise.all([startSandbox({ seed: true }), startSandbox({ seed: true })]);
  const [alone, collected] = worlds;
  const clients = worlds.map((world) => startClients(world));
  const samples = [];
  let models;
  try {
    print('  after        kept    resident    models resident (MB)');
    for (let second = everySeconds; second <= minutes * 60; second += everySeconds) {
      await delay(everySeconds * 1000);
      const { kept } = await collected.memory();
      models ??= instancePids(alone.log);
      const sample = { kept, resident: residentMb([alone.pid]), models: residentMb(models) };
      samples.push(sample);
      const [a, b, c] = Object.values(sample).map((mb) => mb.toFixed(1));
      print(
        `${String(second).padStart(5)} s ${a.padStart(10)} ${b.padStart(11)} ${c.padStart(11)}`,
      );
    }
    for (const client of clients) client.stop();
    const [sent, failed] = ['sent', 'failed'].map((name) => clients.map((client) => client[name]));
    print(`requests     ${sent.join(' and ')}, ${failed.join(' and ')} failed`);
    for (const what of ['kept', 'resident', 'models']) report(what, samples);
  } finally {
    for (const client of clients) client.stop();
    await Promise.all(worlds.map(({ stop }) => stop()));
  }
}

function report(what, samples) {
  const means = [1, 2, 3].map((quarter) => {
    const [from, to] = [quarter, quarter + 1].map((end) => Math.floor((samples.length * end) / 4));
    const values = samples.slice(from, to).map((sample) => sample[what]);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  const growth = means[2] / means[0] - 1;
  const quarters = means.map((mean) => mean.toFixed(1)).join(', ');
  const verdict = growth < mostGrowth ? 'flat' : `NOT flat: ${mostGrowth * 100} % are allowed`;
  print(
    `${what.padEnd(12)} ${quarters} MB in its quarters, ${(growth * 100).toFixed(1)} %: ${verdict}`,
  );
}

function startClients({ url, call }) {
  // After a pause of the machine all that is due comes at once: what has no connection waits for one.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });
  const counted = { sent: 0, failed: 0 };
  const failed = () => (counted.failed += 1);
  const target = `${url}/endpoints/${endpoint}/invocations`;
  const startedAt = performance.now();
  const requests = setInterval(() => {
    // What is due by now, so that a late timer costs no request.
    const due = Math.floor(((performance.now() - startedAt) / 1000) * rps);
    for (; counted.sent < due; counted.sent += 1) ask(target, agent).catch(failed);
  }, 10);
  const looks = setInterval(() => look(call).catch(failed), 1_000);
  return {
    get sent() {
      return counted.sent;
    },
    get failed() {
      return counted.failed;
    },
    stop: () => {
      clearInterval(requests);
      clearInterval(looks);
      agent.destroy();
    },
  };
}

async function look(call) {
  const now = Math.floor(Date.now() / 1000);
  const Dimensions = Object.entries({ EndpointName: endpoint, VariantName: 'main' }).map(
    ([Name, Value]) => ({ Name, Value }),
  );
  const Metric = { Namespace: 'AWS/SageMaker', MetricName: 'ModelLatency', Dimensions };
  await call(['sagemaker', 'DescribeEndpoint'], { EndpointName: endpoint });
  await call(['monitoring', 'DescribeAlarms'], { AlarmNamePrefix: endpoint });
  await call(['monitoring', 'GetMetricData'], {
    StartTime: now - 300,
    EndTime: now,
    MetricDataQueries: [{ Id: 'p99', MetricStat: { Metric, Period: 10, Stat: 'p99' } }],
  });
}

/** Processes of the instances that were ready when the sandbox was; nothing ends them during a soak. */
function instancePids(log) {
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"healthy"'));
  return lines.map((line) => JSON.parse(line)).map(({ pid }) => pid);
}

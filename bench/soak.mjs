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
    const startedAt = performance.now();
    const elapsed = () => (performance.now() - startedAt) / 1000;
    for (let due = everySeconds; due <= minutes * 60; due += everySeconds) {
      await delay(Math.max(0, due - elapsed()) * 1000);
      const at = elapsed();
      const { kept } = await collected.memory();
      models ??= instancePids(alone.log);
      const [resident, ofModels] = await Promise.all([[alone.pid], models].map(residentMb));
      samples.push({ at, kept, resident, models: ofModels });
      const [a, b, c] = [kept, resident, ofModels].map((mb) => mb.toFixed(1));
      print(`${at.toFixed(0).padStart(5)} s ${a.padStart(10)} ${b.padStart(11)} ${c.padStart(11)}`);
    }
    const counts = clients.map(({ counted }) => ({ ...counted }));
    for (const client of clients) client.stop();
    for (const { due, answered, failed } of counts) {
      print(`requests     ${answered} answered of ${due} that were due, ${failed} failed`);
    }
    for (const what of ['kept', 'resident', 'models']) report(what, samples, minutes * 60);
  } finally {
    for (const client of clients) client.stop();
    await Promise.all(worlds.map(({ stop }) => stop()));
  }
}

/** By the means of the last three quarters of the time, s. */
function report(what, samples, seconds) {
  const means = [1, 2, 3].map((quarter) => {
    const values = samples
      .filter(({ at }) => Math.min(Math.ceil((at / seconds) * 4), 4) - 1 === quarter)
      .map((sample) => sample[what]);
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
  const counted = { due: 0, answered: 0, failed: 0 };
  const answered = () => (counted.answered += 1);
  const failed = () => (counted.failed += 1);
  const target = `${url}/endpoints/${endpoint}/invocations`;
  const startedAt = performance.now();
  const requests = setInterval(() => {
    const now = Math.floor(((performance.now() - startedAt) / 1000) * rps);
    // What is due by now, so that a late timer costs no request.
    for (; counted.due < now; counted.due += 1) ask(target, agent).then(answered, failed);
  }, 10);
  const looks = setInterval(() => look(call).catch(failed), 1_000);
  const stop = () => {
    clearInterval(requests);
    clearInterval(looks);
    agent.destroy();
  };
  return { counted, stop };
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

import { print } from './support/requests.mjs';
import { createEndpoint, startSandbox, startServer } from './support/sandbox.mjs';

const endpoints = 1_000;
const alarmsEach = 4;
const atOnce = 16;

/** Describes 1,000 endpoints and their 4,000 alarms, as a watch over all of them would. */
export async function manyEndpoints() {
  const model = await startServer('model.mjs');
  const sandbox = await startSandbox();
  try {
    const names = Array.from({ length: endpoints }, (_, index) => `endpoint-${index}`);
    await each(names, async (name) => {
      await createEndpoint(sandbox, name, model.url);
      for (let number = 0; number < alarmsEach; number += 1) await putAlarm(sandbox, name, number);
    });
    await describeAll(sandbox, names);
    const start = process.hrtime.bigint();
    const { alarms, pages } = await describeAll(sandbox, names);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (alarms !== endpoints * alarmsEach) throw new Error(`${alarms} alarms were described`);
    print(`described    ${endpoints} endpoints, ${alarms} alarms in ${pages} pages`);
    print(`total        ${seconds.toFixed(2)} s (target: under 1 s), ${atOnce} calls at once`);
  } finally {
    await Promise.all([sandbox, model].map(({ stop }) => stop()));
  }
}

async function describeAll({ call }, names) {
  const [, counted] = await Promise.all([
    each(names, (EndpointName) => call(['sagemaker', 'DescribeEndpoint'], { EndpointName })),
    allAlarms(call),
  ]);
  return counted;
}

async function allAlarms(call) {
  let [alarms, pages, NextToken] = [0, 0, undefined];
  do {
    const page = await call(['monitoring', 'DescribeAlarms'], { MaxRecords: 100, NextToken });
    alarms += page.MetricAlarms.length;
    pages += 1;
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return { alarms, pages };
}

async function each(items, act) {
  const left = [...items];
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function putAlarm({ call }, name, number) {
  return call(['monitoring', 'PutMetricAlarm'], {
    AlarmName: `${name}-${number}`,
    Namespace: 'AWS/SageMaker',
    MetricName: 'ModelLatency',
    Dimensions: [
      { Name: 'EndpointName', Value: name },
      { Name: 'VariantName', Value: 'main' },
    ],
    ExtendedStatistic: 'p99',
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 1_000_000,
    ComparisonOperator: 'GreaterThanThreshold',
  });
}

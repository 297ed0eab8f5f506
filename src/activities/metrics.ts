import {
  GetMetricDataCommand,
  type Dimension,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import DataLoader from 'dataloader';
import type { Arm, MetricQuery, Reading } from '../judge/observation';
import { readAwsError } from './aws/aws-error';
import type { AwsClients } from './aws/clients';

interface Asked {
  readonly endpoint: string;
  readonly variant: string;
  readonly query: MetricQuery;
}

const loaders = new WeakMap<AwsClients, DataLoader<Asked, Reading>>();

/** One reading a query, from `AWS/SageMaker` or from the query's own source; queries of one time range that are asked together share a call. */
export async function readMetrics(
  clients: AwsClients,
  endpoint: string,
  arms: Readonly<Record<Arm, string>>,
  queries: readonly MetricQuery[],
): Promise<Reading[]> {
  const loader = loaders.get(clients) ?? newLoader(clients);
  loaders.set(clients, loader);
  return await Promise.all(
    queries.map((query) => loader.load({ endpoint, variant: arms[query.arm], query })),
  );
}

function newLoader(clients: AwsClients): DataLoader<Asked, Reading> {
  return new DataLoader((asked) => readAll(clients, asked), {
    cache: false,
    maxBatchSize: 500,
    batchScheduleFn: (send) => setTimeout(send, 50),
  });
}

/** GetMetricData has one time range a call, so queries are sent by range. */
async function readAll(clients: AwsClients, asked: readonly Asked[]): Promise<Reading[]> {
  const ranges = new Map<string, Asked[]>();
  for (const one of asked) {
    const range = `${one.query.start} ${one.query.end}`;
    ranges.set(range, [...(ranges.get(range) ?? []), one]);
  }
  const readings = new Map<Asked, Reading>();
  for (const group of ranges.values()) {
    const answers = await readRange(clients, group);
    group.forEach((one, index) => readings.set(one, answers[index] ?? empty(one)));
  }
  return asked.map((one) => readings.get(one) ?? empty(one));
}

/** A statistic that CloudWatch refuses spoils the whole call; then each is asked alone, to know which it is. */
async function readRange(clients: AwsClients, group: readonly Asked[]): Promise<Reading[]> {
  try {
    return await getMetricData(clients, group);
  } catch (error) {
    if (!refusesStatistic(error)) throw error;
    const [only] = group;
    if (group.length === 1 && only)
      return [{ ...empty(only), unavailable: (error as Error).message }];
    return (await Promise.all(group.map((one) => readRange(clients, [one])))).flat();
  }
}

async function getMetricData(clients: AwsClients, group: readonly Asked[]): Promise<Reading[]> {
  const { start, end } = group[0]?.query ?? { start: '', end: '' };
  const points = group.map((): Reading['points'][number][] => []);
  let token: string | undefined;
  do {
    const answer = await clients.cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(start),
        EndTime: new Date(end),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: group.map(metricDataQuery),
        NextToken: token,
      }),
    );
    for (const { Id = '', Timestamps = [], Values = [], StatusCode } of answer.MetricDataResults ??
      []) {
      if (StatusCode === 'InternalError' || StatusCode === 'Forbidden')
        throw Object.assign(new Error(`GetMetricData answered ${StatusCode} for ${Id}`), {
          name: 'InternalServiceFault',
        });
      const of = points[Number(Id.slice(1))];
      Timestamps.forEach((at, index) =>
        of?.push({ at: at.toISOString(), value: Values[index] ?? 0 }),
      );
    }
    token = answer.NextToken;
  } while (token !== undefined);
  return group.map(({ query }, index) => ({ id: query.id, points: points[index] ?? [] }));
}

function metricDataQuery({ endpoint, variant, query }: Asked, index: number): MetricDataQuery {
  return {
    Id: `q${index}`,
    MetricStat: {
      Metric: {
        Namespace: query.source?.namespace ?? 'AWS/SageMaker',
        MetricName: query.metric,
        Dimensions: dimensionsOf({ endpoint, variant, query }),
      },
      Period: query.period,
      Stat: query.stat,
    },
  };
}

function dimensionsOf({ endpoint, variant, query }: Asked): Dimension[] {
  const own = query.source?.dimensions ?? { EndpointName: endpoint, VariantName: '{variant}' };
  return Object.entries(own).map(([Name, value]) => ({
    Name,
    Value: value.replaceAll('{variant}', () => variant),
  }));
}

/** CloudWatch names a statistic it does not know in a validation error of the whole call. */
function refusesStatistic(error: unknown): boolean {
  return /^(ValidationError|ValidationException|InvalidParameter\w*)$/.test(
    readAwsError(error).name,
  );
}

const empty = ({ query }: Asked): Reading => ({ id: query.id, points: [] });

import type { ListMetricsInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import type { MetricStore } from './metric-store';
import { pageOf } from './page';

const pageSize = 500;

/** A metric without a new point for two weeks is no longer listed; RecentlyActive asks for 3 h. */
const listedMs = 14 * 24 * 3_600_000;
const recentMs = 3 * 3_600_000;

/** ListMetrics: every filter that is given must fit; a dimension without a value fits any value. */
export function listMetrics(
  store: MetricStore,
  request: Checked<ListMetricsInput>,
): ListMetricsOutput {
  const { Dimensions: filters = [] } = request;
  const age = request.RecentlyActive === undefined ? listedMs : recentMs;
  const fitting = store
    .list(store.clock.now() - age)
    .filter(({ namespace }) => (request.Namespace ?? namespace) === namespace)
    .filter(({ metric }) => (request.MetricName ?? metric) === metric)
    .filter(({ dimensions }) =>
      filters.every(({ Name, Value }) => {
        const value = dimensions[Name];
        return value !== undefined && (Value ?? value) === value;
      }),
    );
  const { items, nextToken } = pageOf(fitting, pageSize, request.NextToken);
  return {
    Metrics: items.map(({ namespace, metric, dimensions }) => ({
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
    NextToken: nextToken,
  };
}

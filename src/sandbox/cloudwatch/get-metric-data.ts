import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataResult,
  ScanBy,
} from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { invalid } from './input';
import type { MathValue } from './math-value';
import { computeQueries, readMetricQueries } from './metric-query';
import type { MetricStore } from './metric-store';
import { invalidToken, readToken, writeToken } from './page';
import type { Series } from './series';

const maxQueries = 500;
const maxDatapoints = 100_800;

interface Line {
  readonly id: string;
  readonly label: string;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** GetMetricData: newest first unless asked otherwise, StartTime inclusive, EndTime exclusive. */
export function getMetricData(
  store: MetricStore,
  request: Checked<GetMetricDataInput>,
): GetMetricDataOutput {
  const { MetricDataQueries, StartTime, EndTime, MaxDatapoints: size = maxDatapoints } = request;
  if (MetricDataQueries.length === 0 || MetricDataQueries.length > maxQueries) {
    throw invalid(
      `MetricDataQueries has ${MetricDataQueries.length} queries; 1 to ${maxQueries} are allowed.`,
    );
  }
  if (StartTime >= EndTime) throw invalid('StartTime must be before EndTime.');
  if (size < 1) throw invalid(`MaxDatapoints is ${size}; it must be 1 or more.`);
  const queries = readMetricQueries(MetricDataQueries);
  const cursor = readCursor(request.NextToken, store.clock.now());
  const values = computeQueries(store, queries, {
    start: StartTime.getTime(),
    end: EndTime.getTime(),
    now: cursor.now,
  });
  const lines = queries
    .filter(({ returned }) => returned)
    .flatMap(({ id, label }) =>
      seriesOf(id, values.get(id)!).map((series) => ({
        id,
        label,
        points: sorted(series, request.ScanBy),
      })),
    );
  return page(lines, cursor, Math.min(size, maxDatapoints));
}

interface Cursor {
  /** Points already given, over all lines. */
  readonly from: number;
  /** All pages of one read see the store as it was at the first one, ms. */
  readonly now: number;
}

function readCursor(token: string | undefined, now: number): Cursor {
  if (token === undefined) return { from: 0, now };
  const state = readToken(token);
  if (typeof state.from !== 'number' || typeof state.now !== 'number') throw invalidToken();
  return { from: state.from, now: state.now };
}

function seriesOf(id: string, value: MathValue): readonly Series[] {
  if (typeof value === 'number') {
    throw invalid(`Error in expression ${id}: the result must be a time series, not a number.`);
  }
  return value instanceof Map ? [value as Series] : (value as readonly Series[]);
}

function sorted(series: Series, scanBy: ScanBy | undefined): Line['points'] {
  const sign = scanBy === 'TimestampAscending' ? 1 : -1;
  return [...series].sort(([a], [b]) => sign * (a - b));
}

function page(lines: readonly Line[], cursor: Cursor, size: number): GetMetricDataOutput {
  const results: MetricDataResult[] = [];
  const until = cursor.from + size;
  let seen = 0;
  for (const { id, label, points } of lines) {
    const first = Math.max(cursor.from - seen, 0);
    const last = Math.min(until - seen, points.length);
    seen += points.length;
    const isDone = cursor.from > 0 && first >= points.length;
    if (isDone || last < 0) continue;
    const part = points.slice(first, last);
    results.push({
      Id: id,
      Label: label,
      Timestamps: part.map(([at]) => new Date(at)),
      Values: part.map(([, value]) => value),
      StatusCode: last < points.length ? 'PartialData' : 'Complete',
    });
  }
  return {
    MetricDataResults: results,
    NextToken: until < seen ? writeToken({ from: until, now: cursor.now }) : undefined,
    Messages: [],
  };
}

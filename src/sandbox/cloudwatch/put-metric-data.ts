import { z } from 'zod';
import { AwsError } from '../wire/operation';
import { dimensionList, dimensionsOf, list, number, readInput, text, timestamp } from './input';
import type { Datum, MetricStore } from './metric-store';

const maxData = 1000;
const oldestMs = 14 * 24 * 3_600_000;
const newestMs = 2 * 3_600_000;

const datumSchema = z.object({
  MetricName: text.min(1),
  Dimensions: dimensionList,
  Timestamp: timestamp.optional(),
  Value: number.optional(),
  Values: list(number)
    .refine((values) => values.length <= 150, 'at most 150 values')
    .optional(),
  Counts: list(number).optional(),
  StatisticValues: z
    .object({ SampleCount: number, Sum: number, Minimum: number, Maximum: number })
    .optional(),
  Unit: text.optional(),
  StorageResolution: number.default(60),
});

const schema = z.object({
  Namespace: text.min(1),
  MetricData: list(datumSchema).refine((data) => data.length <= maxData, 'at most 1000 data'),
});

/** PutMetricData; the namespaces of AWS itself are refused, as AWS does. */
export function putMetricData(store: MetricStore, input: unknown): void {
  const { Namespace: namespace, MetricData } = readInput(schema, input);
  if (namespace.startsWith('AWS/')) {
    throw wrong('The value AWS/ for parameter Namespace is invalid.');
  }
  const now = store.clock.now();
  const data = MetricData.map((datum) => readDatum(namespace, datum, now));
  for (const datum of data) store.record(datum);
}

function readDatum(namespace: string, datum: z.output<typeof datumSchema>, now: number): Datum {
  const at = datum.Timestamp ?? now;
  if (at < now - oldestMs || at > now + newestMs) {
    throw wrong(
      `Timestamp ${new Date(at).toISOString()} must be within 2 weeks ago and 2 hours ahead.`,
    );
  }
  const grain = datum.StorageResolution < 60 ? 1000 : 60_000;
  const given = [datum.Value, datum.Values, datum.StatisticValues].filter((it) => it !== undefined);
  if (given.length !== 1) {
    throw new AwsError(
      'InvalidParameterCombinationException',
      `${datum.MetricName} must have exactly one of Value, Values and StatisticValues.`,
    );
  }
  const values = datum.Values ?? (datum.Value === undefined ? [] : [datum.Value]);
  if (datum.Counts !== undefined && datum.Counts.length !== values.length) {
    throw wrong(`${datum.MetricName} must have as many Counts as Values.`);
  }
  const set = datum.StatisticValues;
  return {
    namespace,
    metric: datum.MetricName,
    dimensions: dimensionsOf(datum.Dimensions),
    at: Math.floor(at / grain) * grain,
    visibleAt: now,
    values,
    ...(datum.Unit === undefined ? {} : { unit: datum.Unit }),
    ...(datum.Counts === undefined ? {} : { counts: datum.Counts }),
    ...(set === undefined
      ? {}
      : {
          set: {
            sampleCount: set.SampleCount,
            sum: set.Sum,
            minimum: set.Minimum,
            maximum: set.Maximum,
          },
        }),
  };
}

function wrong(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

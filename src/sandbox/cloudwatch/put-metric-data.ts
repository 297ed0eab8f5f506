import { z } from 'zod';
import { AwsError } from '../wire/operation';
import { dimensionsOf, list, notImitated, readInput, text, timestamp } from './input';
import type { Datum, MetricStore } from './metric-store';

const maxData = 1000;
const maxValues = 150;
const maxDimensions = 30;
const maxMagnitude = 2 ** 360;
const oldestMs = 14 * 24 * 3_600_000;
const newestMs = 2 * 3_600_000;

/** Any form of a number, also one that CloudWatch refuses: the refusal names the place. */
const anyNumber = z
  .union([z.number(), z.nan(), z.literal([Infinity, -Infinity]), z.string()])
  .transform((value) => (value === '' ? NaN : Number(value)));

const datumSchema = z.object({
  MetricName: text.min(1).max(255),
  Dimensions: list(z.object({ Name: text.min(1).max(255), Value: text.min(1).max(1024) })).default(
    [],
  ),
  Timestamp: timestamp.optional(),
  Value: anyNumber.optional(),
  Values: list(anyNumber).optional(),
  Counts: list(anyNumber).optional(),
  StatisticValues: z
    .object({ SampleCount: anyNumber, Sum: anyNumber, Minimum: anyNumber, Maximum: anyNumber })
    .optional(),
  Unit: text.optional(),
  StorageResolution: anyNumber.default(60),
});

type DatumInput = z.output<typeof datumSchema>;

const schema = z.object({
  Namespace: text.min(1).max(255),
  MetricData: list(datumSchema).default([]),
  EntityMetricData: notImitated,
});

/** PutMetricData; the namespaces of AWS itself are refused, as AWS does. */
export function putMetricData(store: MetricStore, input: unknown): void {
  const { Namespace: namespace, MetricData } = readInput(schema, input);
  if (namespace.startsWith('AWS/')) {
    throw wrong('The value AWS/ for parameter Namespace is invalid.');
  }
  if (namespace.startsWith(':')) {
    throw wrong(`The value ${namespace} for parameter Namespace is invalid.`);
  }
  checkSize(MetricData, 'MetricData', maxData);
  const now = store.clock.now();
  const data = MetricData.map((datum, index) => {
    const place = `MetricData.member.${index + 1}`;
    checkDatum(datum, place, now);
    return readDatum(namespace, datum, now);
  });
  for (const datum of data) store.record(datum);
}

function checkDatum(datum: DatumInput, place: string, now: number): void {
  checkSize(datum.Dimensions, `${place}.Dimensions`, maxDimensions);
  checkSize(datum.Values ?? [], `${place}.Values`, maxValues);
  const at = datum.Timestamp ?? now;
  if (at < now - oldestMs || at > now + newestMs) {
    const bound =
      at > now ? 'no more than two hours in the future' : 'no more than two weeks in the past';
    throw wrong(`The parameter ${place}.Timestamp must specify a time ${bound}.`);
  }
  if (![1, 60].includes(datum.StorageResolution)) {
    throw wrong(
      `The value ${datum.StorageResolution} for parameter ${place}.StorageResolution is invalid.`,
    );
  }
  const given = [datum.Value, datum.Values, datum.StatisticValues].filter((it) => it !== undefined);
  if (given.length !== 1) {
    throw new AwsError(
      'InvalidParameterCombinationException',
      `${place} must have exactly one of Value, Values and StatisticValues.`,
    );
  }
  if (datum.Counts !== undefined && datum.Counts.length !== (datum.Values ?? []).length) {
    throw wrong(`${place} must have as many Counts as Values.`);
  }
  checkNumbers(datum, place);
}

/** "Values must be in the range of -2^360 to 2^360", and NaN and infinity are not supported. */
function checkNumbers(datum: DatumInput, place: string): void {
  const numbers: readonly (readonly [string, number])[] = [
    ...(datum.Value === undefined ? [] : [['Value', datum.Value] as const]),
    ...(datum.Values ?? []).map((value, index) => [`Values.member.${index + 1}`, value] as const),
    ...(datum.Counts ?? []).map((value, index) => [`Counts.member.${index + 1}`, value] as const),
    ...Object.entries(datum.StatisticValues ?? {}).map(
      ([name, value]) => [`StatisticValues.${name}`, value] as const,
    ),
  ];
  for (const [name, value] of numbers) {
    const isCount = name.startsWith('Counts') || name === 'StatisticValues.SampleCount';
    if (Math.abs(value) <= maxMagnitude && !(isCount && value < 0)) continue;
    throw wrong(`The value ${value} for parameter ${place}.${name} is invalid.`);
  }
}

function checkSize(items: readonly unknown[], place: string, most: number): void {
  if (items.length <= most) return;
  throw wrong(`The collection ${place} must not have a size greater than ${most}.`);
}

function readDatum(namespace: string, datum: DatumInput, now: number): Datum {
  const grain = datum.StorageResolution < 60 ? 1000 : 60_000;
  const set = datum.StatisticValues;
  return {
    namespace,
    metric: datum.MetricName,
    dimensions: dimensionsOf(datum.Dimensions),
    at: Math.floor((datum.Timestamp ?? now) / grain) * grain,
    visibleAt: now,
    values: datum.Values ?? (datum.Value === undefined ? [] : [datum.Value]),
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

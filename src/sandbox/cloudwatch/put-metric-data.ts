import type { MetricDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { AwsError } from '../wire/operation';
import { dimensionsOf, refuseMembers } from './input';
import type { Datum, MetricStore } from './metric-store';

const maxData = 1000;
const maxValues = 150;
const maxMagnitude = 2 ** 360;
const oldestMs = 14 * 24 * 3_600_000;
const newestMs = 2 * 3_600_000;

type DatumInput = Checked<MetricDatum>;

/** PutMetricData; the namespaces of AWS itself are refused, as AWS does. */
export function putMetricData(store: MetricStore, input: Checked<PutMetricDataInput>): void {
  refuseMembers(input, ['EntityMetricData']);
  const { Namespace: namespace, MetricData = [] } = input;
  if (namespace.startsWith('AWS/')) {
    throw wrong('The value AWS/ for parameter Namespace is invalid.');
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
  checkSize(datum.Values ?? [], `${place}.Values`, maxValues);
  const at = datum.Timestamp?.getTime() ?? now;
  if (at < now - oldestMs || at > now + newestMs) {
    const bound =
      at > now ? 'no more than two hours in the future' : 'no more than two weeks in the past';
    throw wrong(`The parameter ${place}.Timestamp must specify a time ${bound}.`);
  }
  const { StorageResolution: resolution = 60 } = datum;
  if (![1, 60].includes(resolution)) {
    throw wrong(`The value ${resolution} for parameter ${place}.StorageResolution is invalid.`);
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
  const grain = datum.StorageResolution === 1 ? 1000 : 60_000;
  const set = datum.StatisticValues;
  return {
    namespace,
    metric: datum.MetricName,
    dimensions: dimensionsOf(datum.Dimensions),
    at: Math.floor((datum.Timestamp?.getTime() ?? now) / grain) * grain,
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

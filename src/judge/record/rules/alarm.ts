import { endAtFirst, rateOf, type Rule, type Series } from './series';

// AWS looks back further than N periods for points and does not say how far; in its examples N = 3 looks at 5.
const furtherBack = 2;

/** M of N periods above the limit; a period without data is `missing`, the default of TreatMissingData. */
export function alarm(datapoints: number, periods: number): Rule {
  return {
    id: `alarm-${datapoints}-of-${periods}`,
    title: `alarm ${datapoints} of ${periods}`,
    source: `CloudWatch, PutMetricAlarm: DatapointsToAlarm ${datapoints}, EvaluationPeriods ${periods}, TreatMissingData missing`,
    end: (series, limit) =>
      endAtFirst(series, (_, index) => isAlarm(series, { datapoints, periods, limit, index })),
  };
}

interface Evaluation {
  readonly datapoints: number;
  readonly periods: number;
  readonly limit: number;
  /** The newest period. */
  readonly index: number;
}

/** AWS, "Configuring how CloudWatch alarms treat missing data": real points first, and when too few are there but all of them breach, ALARM once the oldest is M periods old. */
export function isAlarm(
  series: Series,
  { datapoints, periods, limit, index }: Evaluation,
): boolean {
  let [real, breaching, oldest] = [0, 0, 0];
  for (let age = 1; age <= periods + furtherBack && real < periods; age += 1) {
    const minute = series[index + 1 - age];
    const rate = minute && rateOf(minute);
    if (rate === undefined) continue;
    real += 1;
    oldest = age;
    if (rate > limit) breaching += 1;
  }
  // Without a point there is no oldest, and no alarm.
  return breaching >= datapoints || (breaching === real && oldest >= datapoints);
}

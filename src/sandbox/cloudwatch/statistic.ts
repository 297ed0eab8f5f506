import { AwsError } from '../wire/operation';

export type SimpleStatistic = 'SampleCount' | 'Sum' | 'Average' | 'Minimum' | 'Maximum';

export type Measure = 'TM' | 'TC' | 'TS' | 'WM' | 'PR';

/** Lower exclusive, upper inclusive; as ratios of the sorted samples or as values. */
export interface Bounds {
  readonly by: 'rank' | 'value';
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/** What CloudWatch's statistic texts mean (its guide, "Statistics definitions"). */
export type Statistic =
  | { readonly kind: 'simple'; readonly name: SimpleStatistic }
  | { readonly kind: 'percentile'; readonly ratio: number }
  | { readonly kind: 'bounded'; readonly measure: Measure; readonly bounds: Bounds };

const simple: readonly string[] = ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'];

/** Reads `Sum`, `p99.9`, `tm90`, `TC(0.1:0.5)`, `PR(:300)`, `TM(10%:90%)`, `IQM`; or ValidationException. */
export function parseStatistic(text: string): Statistic {
  if (simple.includes(text)) return { kind: 'simple', name: text as SimpleStatistic };
  if (text === 'IQM') return bounded('TM', { by: 'rank', lower: 0.25, upper: 0.75 });
  const short = /^(p|tm|tc|ts|wm)(\d{1,2}(?:\.\d{1,10})?|100)$/i.exec(text);
  const long = /^(TM|TC|TS|WM|PR)\(([^:()]*):([^:()]*)\)$/i.exec(text);
  if (short !== null) {
    const ratio = Number(short[2]) / 100;
    if (short[1]!.toLowerCase() === 'p') return { kind: 'percentile', ratio };
    return bounded(measureOf(short[1]!), { by: 'rank', lower: undefined, upper: ratio });
  }
  if (long !== null) {
    const bounds = readBounds(long[2]!, long[3]!);
    const measure = measureOf(long[1]!);
    const isPercentOfPercent = measure === 'PR' && bounds?.by === 'rank';
    if (bounds !== undefined && !isPercentOfPercent) return bounded(measure, bounds);
  }
  throw new AwsError('ValidationException', `The statistic ${text} is not supported.`);
}

function measureOf(text: string): Measure {
  return text.toUpperCase() as Measure;
}

function bounded(measure: Measure, bounds: Bounds): Statistic {
  return { kind: 'bounded', measure, bounds };
}

function readBounds(lower: string, upper: string): Bounds | undefined {
  const given = [lower, upper].filter((text) => text !== '');
  const percents = given.filter((text) => text.endsWith('%'));
  if (given.length === 0 || (percents.length !== 0 && percents.length !== given.length)) {
    return undefined;
  }
  const by = percents.length > 0 ? 'rank' : 'value';
  const [low, high] = [lower, upper].map((text) => {
    if (text === '') return undefined;
    return by === 'rank' ? Number(text.slice(0, -1)) / 100 : Number(text);
  });
  const numbers = [low, high].filter((value) => value !== undefined);
  if (numbers.some((value) => !Number.isFinite(value))) return undefined;
  if (by === 'rank' && numbers.some((value) => value < 0 || value > 1)) return undefined;
  if (low !== undefined && high !== undefined && low > high) return undefined;
  return { by, lower: low, upper: high };
}

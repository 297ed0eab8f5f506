import { MetricStore } from '../../../src/sandbox/cloudwatch/metric-store';
import { Samples } from '../../../src/sandbox/cloudwatch/samples';
import { parseStatistic } from '../../../src/sandbox/cloudwatch/statistic';
import { statisticValue } from '../../../src/sandbox/cloudwatch/statistic-value';
import { random, shapes } from './random-values';

const id = { namespace: 'Test', metric: 'Latency', dimensions: {} };

function collect(values: readonly number[]): Samples {
  const samples = new Samples();
  for (const value of values) samples.add(value);
  return samples;
}

/** One statistic of samples that went through the store. */
function read(text: string, samples: Samples): number {
  const store = new MetricStore({ now: () => 1 });
  store.record({ ...id, at: 0, visibleAt: 0, ...samples.list });
  const points = store.read({ ...id, start: 0, end: 1, now: 1 });
  return statisticValue(parseStatistic(text), points) ?? NaN;
}

function draw(shape: string, count: number): readonly number[] {
  const uniform = random(7);
  return Array.from({ length: count }, () => shapes[shape]!(uniform));
}

// Nearest rank, as the store has it where it knows every value.
function exact(sorted: Float64Array, percent: number): number {
  return sorted[Math.max(Math.ceil((percent / 100) * sorted.length), 1) - 1]!;
}

describe.each(Object.keys(shapes))('100,000 samples of shape %s', (shape) => {
  const values = draw(shape, 100_000);
  const sorted = Float64Array.from(values).sort();
  const samples = collect(values);

  // claim: metrics · of many values percentiles are within 0.25 % of the exact ones · AWS:
  //   Statistics definitions, percentiles
  test.each([1, 10, 50, 90, 99, 99.9])('p%d is within 0.25 %% of the exact one', (percent) => {
    const value = read(`p${percent}`, samples);

    expect(Math.abs(value / exact(sorted, percent) - 1)).toBeLessThan(0.0025);
  });

  // claim: metrics · count, sum, minimum and maximum of many values are exact · AWS: Statistics
  //   definitions
  test('count, sum, minimum and maximum are exact', () => {
    expect(read('SampleCount', samples)).toBe(100_000);
    expect(read('Minimum', samples)).toBe(sorted[0]);
    expect(read('Maximum', samples)).toBe(sorted.at(-1));
    expect(read('p0', samples)).toBe(sorted[0]);
    expect(read('p100', samples)).toBe(sorted.at(-1));
    const sum = values.reduce((total, value) => total + value, 0);
    expect(read('Sum', samples) / sum).toBeCloseTo(1, 12);
  });

  test('they take no more memory than what their range needs', () => {
    const range = Math.log(sorted.at(-1)! / sorted[0]!) / Math.log(1.005);

    expect(samples.list.values.length).toBeLessThanOrEqual(range + 2);
  });

  test('what is written down and read again, in parts, is the same', () => {
    const whole = new Samples();
    for (const part of [values.slice(0, 30_000), values.slice(30_000)]) {
      whole.addAll(JSON.parse(JSON.stringify(collect(part).list)) as Samples['list']);
    }

    expect(whole.list).toEqual({
      ...samples.list,
      ...(samples.list.sum !== undefined && { sum: expect.closeTo(samples.list.sum, 3) as number }),
    });
  });
});

test('values of any size and sign are rounded alike', () => {
  const magnitudes = Array.from({ length: 3_000 }, (_, index) => 2 ** (index / 5 - 300));
  const values = [...magnitudes, 0, ...magnitudes.map((value) => -value)];
  const sorted = Float64Array.from(values).sort();

  const { values: kept } = collect(values).list;

  expect(kept).toHaveLength(sorted.length);
  kept.forEach((value, index) => {
    expect(Math.abs(value - sorted[index]!)).toBeLessThanOrEqual(0.0025 * Math.abs(sorted[index]!));
  });
});

test('many values close together have their ends and their number', () => {
  const samples = collect(Array.from({ length: 5_000 }, (_, index) => 1_000 + index / 1e6));

  expect(read('SampleCount', samples)).toBe(5_000);
  expect(read('Minimum', samples)).toBe(1_000);
  expect(read('Maximum', samples)).toBe(1_000.004999);
});

test('a thousand values are kept as they are', () => {
  const values = draw('long tail', 1_000);

  expect(collect(values).list).toEqual({ values: [...values].sort((a, b) => a - b) });
});

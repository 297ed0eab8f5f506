import { addRow, emptyDataset, type DatasetTally } from '../../../src/judge/drift/dataset-tally';
import { baselineOf } from '../../../src/judge/drift/baseline-of';
import type { Baseline } from '../../../src/judge/drift/baseline';
import type { DriftGate } from '../../../src/judge/drift/drift-gate';
import { readBaseline } from '../../../src/judge/drift/read-baseline';
import { rowOfJson } from '../../../src/judge/drift/row';
import { randomFrom, type Random } from '../random';

export const end = { final: true } as const;

export const gate: DriftGate = {
  kind: 'drift',
  id: 'drift',
  shift: 3,
  warn: 0.5,
  slack: 0.01,
  minimum: { rows: 433 },
  alpha: 0.001,
};

export type Payment = Record<'amount' | 'items' | 'country', unknown>;

/** A payment as it always was. */
export function payment(random: Random): Payment {
  return {
    amount: Math.exp(3 + 0.8 * random.normal()),
    items: 1 + random.poisson(2),
    country: ['DE', 'DE', 'FR', 'US', 'IN'][Math.floor(5 * random.uniform())],
  };
}

export function payments(
  rows: number,
  given: {
    readonly seed: number;
    readonly make?: (random: Random) => Payment;
    readonly chunks?: number;
  },
): DatasetTally {
  const { seed, make = payment, chunks = 24 } = given;
  const random = randomFrom(seed);
  const tally = emptyDataset();
  for (let row = 0; row < rows; row += 1)
    addRow(tally, rowOfJson(make(random)), { chunk: `hour-${row % chunks}` });
  return tally;
}

/** Written to its two files and read back, as another process would. */
export function onFile(tally: DatasetTally): Baseline {
  const { statistics, constraints } = baselineOf(tally);
  return readBaseline(
    JSON.parse(JSON.stringify(statistics)),
    JSON.parse(JSON.stringify(constraints)),
  );
}

/** The same as Model Monitor would write it: ten buckets and no part of ours. */
export function asMonitorWrites(tally: DatasetTally): {
  statistics: unknown;
  constraints: unknown;
} {
  const { statistics, constraints } = baselineOf(tally);
  const features = statistics.features.map((feature) => {
    if (!feature.numerical_statistics) return feature;
    const { common, mean, sum, std_dev, min, max, distribution } = feature.numerical_statistics;
    const known = { common, mean, sum, std_dev, min, max };
    return {
      ...feature,
      numerical_statistics: { ...known, distribution: { kll: distribution.kll } },
    };
  });
  return { statistics: { ...statistics, features }, constraints };
}

/** A payment of which something is else. */
export const changed =
  (change: (usual: Payment, random: Random) => Partial<Payment>) =>
  (random: Random): Payment => {
    const usual = payment(random);
    return { ...usual, ...change(usual, random) };
  };

export const sometimes = (share: number, change: Partial<Payment>) =>
  changed((_, random) => (random.uniform() < share ? change : {}));

import { errorGate } from './gates';
import type { Random } from './random';

export type Arm = 'candidate' | 'stable';

/** One kind of traffic: requests a second of the endpoint, and the candidate's share. */
export interface Cell {
  readonly rps: number;
  readonly share: number;
}

export const cells: readonly Cell[] = [0.05, 0.1].flatMap((share) =>
  [1, 10, 100, 1000].map((rps) => ({ rps, share })),
);

/** `10/s × 5 %`. */
export function cellName({ rps, share }: Cell): string {
  return `${rps}/s × ${share * 100} %`;
}

/** What happens in a bake. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Chance of a bad answer in a period, counted from 0. */
  rate(arm: Arm, index: number): number;
  readonly bursts?: boolean;
  /** Whether an arm's point of a period arrives; absent: all do. */
  seen?(arm: Arm, index: number, random: Random): boolean;
}

const fixed =
  (candidate: number, stable: number): Scenario['rate'] =>
  (arm) =>
    arm === 'candidate' ? candidate : stable;

/** Error rate of the stable beside a candidate that is bad. */
const wellStable = 0.0002;

export const { limit, passLimit } = errorGate;

const bad = [0.002, 0.003, 0.005, 0.01, 0.05, 0.5, 1].map((rate): Scenario => ({
  id: `bad-${rate}`,
  title: rate === 1 ? 'dead' : `bad, ${rateText(rate)}`,
  rate: fixed(rate, wellStable),
}));

/** An upstream incident from the 9th to the 18th period: both arms at 2 %. */
const shared: Scenario['rate'] = (_, index) => (index >= 8 && index < 18 ? 0.02 : wellStable);

const healthy = fixed(0.0005, 0.0005);

export const scenarios: readonly Scenario[] = [
  { id: 'healthy-0.0001', title: 'healthy, 0.01 %', rate: fixed(0.0001, 0.0001) },
  { id: 'healthy-0.0005', title: 'healthy, 0.05 %', rate: healthy },
  { id: 'at-limit', title: 'at the limit, 0.1 %', rate: fixed(limit, 0.0005) },
  {
    id: 'bursts-0.0001',
    title: 'healthy, 0.01 % in bursts',
    rate: fixed(0.0001, 0.0001),
    bursts: true,
  },
  { id: 'bursts-0.0005', title: 'healthy, 0.05 % in bursts', rate: healthy, bursts: true },
  { id: 'shared', title: 'healthy, shared incident', rate: shared },
  ...bad,
  {
    id: 'pass-limit-bursts',
    title: 'bad, 0.5 % in bursts',
    rate: fixed(passLimit, wellStable),
    bursts: true,
  },
  {
    id: 'no-requests',
    title: 'no request reaches the candidate',
    rate: healthy,
    seen: (arm) => arm === 'stable',
  },
  { id: 'no-metrics', title: 'no metrics at all', rate: healthy, seen: () => false },
  {
    id: 'half-missing',
    title: 'half of the points missing',
    rate: healthy,
    seen: (_arm, _index, random) => random.uniform() < 0.5,
  },
  {
    id: 'metrics-end',
    title: 'metrics end after 10 periods',
    rate: healthy,
    seen: (_arm, index) => index < 10,
  },
];

const curveRates = [1, 2, 5, 10, 15, 20, 30, 50, 75, 100, 200, 500, 1000].map((x) => x / 10_000);

/** The operating curves: one true rate of the candidate after the other, the stable well. */
export const curve: readonly (Scenario & { readonly trueRate: number })[] = curveRates.map(
  (rate) => ({
    id: `curve-${rate}`,
    title: rateText(rate),
    rate: fixed(rate, wellStable),
    trueRate: rate,
  }),
);

export const curveCells: readonly Cell[] = cells.filter(({ share }) => share === 0.05);

/** 0.003 is `0.3 %`. */
export function rateText(rate: number): string {
  return `${Number((100 * rate).toPrecision(3))} %`;
}

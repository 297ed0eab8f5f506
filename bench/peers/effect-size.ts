import { ranksOf } from '../../src/judge/statistics/ranks';

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Difference of means in pooled standard deviations. */
export function cohensD(a: readonly number[], b: readonly number[]): number {
  const pooled = (squaresOf(a) + squaresOf(b)) / (a.length + b.length - 2);
  return (meanOf(a) - meanOf(b)) / Math.sqrt(pooled);
}

/** Chance that a value of the experiment is above one of the control, ties counted half (McGraw and Wong 1992). */
export function commonLanguage(experiment: readonly number[], control: readonly number[]): number {
  const { ranks } = ranksOf([...experiment, ...control]);
  const sum = ranks.slice(0, experiment.length).reduce((total, rank) => total + rank, 0);
  const n = experiment.length;
  return (sum - (n * (n + 1)) / 2) / (n * control.length);
}

function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

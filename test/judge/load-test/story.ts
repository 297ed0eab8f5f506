import type { LoadStage } from '../../../src/judge/load-test/load-stage';
import type { LoadTestGate } from '../../../src/judge/load-test/load-test-verdict';

export const gate: LoadTestGate = {
  kind: 'load-test',
  id: 'load',
  slaMicros: 120_000,
  quantile: 0.99,
  errorLimit: 0.001,
};
export const end = { final: true } as const;

export function stage(n: number, x: number, change: Partial<LoadStage> = {}): LoadStage {
  return {
    load: 1,
    offered: n,
    answered: n,
    errors: 0,
    lateMicros: 300,
    latencies: { parts: [{ n, x }] },
    ...change,
  };
}

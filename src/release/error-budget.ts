import type { Gate } from '../judge/gate';

/** Chance that all gates together take back a release that keeps every limit. */
export const errorBudget = 0.01;

type Share = 'errors' | 'modelErrors' | 'clientErrors' | 'latencyIncrease' | 'latencyMax' | 'level';

// Bonferroni: the parts add up whatever the gates have in common.
const parts: Readonly<Record<Share, number>> = {
  errors: 0.005,
  modelErrors: 0.001,
  clientErrors: 0.001,
  latencyIncrease: 0.002,
  latencyMax: 0.001,
  level: 0.001,
};

/** A gate that has no part of the budget yet. */
export type Unbudgeted = Gate extends infer G ? (G extends Gate ? Omit<G, 'alpha'> : never) : never;

/** Gives every gate its part; more gates than the budget holds all get proportionally less. */
export function allot(gates: readonly Unbudgeted[]): Gate[] {
  const spent = gates.reduce((total, gate) => total + partOf(gate), 0);
  const scale = Math.min(1, errorBudget / spent);
  return gates.map((gate) =>
    gate.kind === 'split' ? gate : { ...gate, alpha: partOf(gate) * scale },
  );
}

function partOf(gate: Unbudgeted): number {
  switch (gate.kind) {
    case 'split':
      return 0;
    case 'level':
      return parts.level;
    case 'latency':
      return gate.increase === undefined ? parts.latencyMax : parts.latencyIncrease;
    case 'ratio':
      return parts[ofMetric[gate.metric]];
  }
}

const ofMetric = {
  Invocation5XXErrors: 'errors',
  InvocationModelErrors: 'modelErrors',
  Invocation4XXErrors: 'clientErrors',
} as const;

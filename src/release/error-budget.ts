import type { AnswersGate } from '../judge/answers/answers-gate';
import type { Gate } from '../judge/gate';

/** Chance that all gates together take back a release that keeps every limit. */
export const errorBudget = 0.01;

type Share =
  | 'errors'
  | 'modelErrors'
  | 'clientErrors'
  | 'latencyIncrease'
  | 'latencyMax'
  | 'level'
  | 'answers';

// Bonferroni: the parts add up whatever the gates have in common.
const parts: Readonly<Record<Share, number>> = {
  errors: 0.005,
  modelErrors: 0.001,
  clientErrors: 0.001,
  latencyIncrease: 0.002,
  latencyMax: 0.001,
  level: 0.001,
  answers: 0.001,
};

type WithoutPart<G> = G extends unknown ? Omit<G, 'alpha'> : never;

/** A gate that has no part of the budget yet. */
export type Unbudgeted = WithoutPart<Gate>;

/** A comparison of a shadow's answers, which takes its part beside the gates on metrics. */
export type UnbudgetedAnswers = WithoutPart<AnswersGate>;

/** Every gate of one release with its part of the budget; `answers` only where a shadow compares them. */
export interface Budgeted {
  readonly gates: Gate[];
  readonly answers?: AnswersGate;
}

/** Gives every gate its part; more gates than the budget holds all get proportionally less. */
export function allot(gates: readonly Unbudgeted[], answers?: UnbudgetedAnswers): Budgeted {
  const spent = [...gates, ...(answers ? [answers] : [])].reduce(
    (total, gate) => total + partOf(gate),
    0,
  );
  const scale = Math.min(1, errorBudget / spent);
  return {
    gates: gates.map((gate) =>
      gate.kind === 'split' ? gate : { ...gate, alpha: partOf(gate) * scale },
    ),
    ...(answers && { answers: { ...answers, alpha: partOf(answers) * scale } }),
  };
}

function partOf(gate: Unbudgeted | UnbudgetedAnswers): number {
  switch (gate.kind) {
    case 'split':
      return 0;
    case 'answers':
      return parts.answers;
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

import { answerSpec } from '../../src/judge/answers/answer-spec';
import {
  allot,
  errorBudget,
  type Unbudgeted,
  type UnbudgetedAnswers,
} from '../../src/release/error-budget';
import { plannedGates } from '../../src/release/planned-gates';
import { aSpec } from './support/facts';

const minimum = { requests: 1, periods: 1 };
const errors: Unbudgeted = {
  kind: 'ratio',
  id: '5xx',
  metric: 'Invocation5XXErrors',
  limit: 0.001,
  passLimit: 0.005,
  minimum,
};
const latency: Unbudgeted = {
  kind: 'latency',
  id: 'p99',
  metric: 'ModelLatency',
  quantile: 0.99,
  increase: 0.2,
  minimum,
};

const answers: UnbudgetedAnswers = {
  kind: 'answers',
  id: 'answers',
  spec: answerSpec({ form: { kind: 'opaque' } }),
  minimum: { pairs: 1, periods: 1 },
};

const spent = (gates: readonly Unbudgeted[], compared?: UnbudgetedAnswers): number => {
  const budgeted = allot(gates, compared);
  return budgeted.gates.reduce(
    (total, gate) => total + (gate.kind === 'split' ? 0 : gate.alpha),
    budgeted.answers?.alpha ?? 0,
  );
};

test('few gates get the parts they are known by', () => {
  expect(allot([errors, latency]).gates).toMatchObject([{ alpha: 0.005 }, { alpha: 0.002 }]);
});

test('many gates share the budget, in proportion', () => {
  const many = Array.from({ length: 10 }, () => [errors, latency]).flat();
  const [first, second] = allot(many).gates;

  expect(spent(many)).toBeCloseTo(errorBudget, 12);
  expect(first).toMatchObject({ alpha: expect.closeTo(errorBudget / 14, 12) as number });
  expect(second).toMatchObject({ alpha: expect.closeTo(errorBudget / 35, 12) as number });
});

test('a split cannot fail a candidate, so it costs nothing', () => {
  const split: Unbudgeted = { kind: 'split', id: 'split', metric: 'Invocations' };

  expect(allot([split]).gates).toEqual([split]);
  expect(spent([errors, split])).toBe(spent([errors]));
});

test('answers take their part inside the budget, and nothing where none are compared', () => {
  expect(allot([errors, latency], answers).answers?.alpha).toBe(0.001);
  expect(allot([errors, latency]).answers).toBeUndefined();
  const many = Array.from({ length: 3 }, () => [errors, latency]).flat();
  expect(spent(many, answers)).toBeCloseTo(errorBudget, 12);
  expect(allot(many, answers).answers?.alpha).toBeCloseTo((0.001 / 0.022) * errorBudget, 12);
});

test('a plan gives the answers of its shadow what is left of the budget, and the checks the rest', () => {
  const checks = ['Invocation5XXErrors', 'InvocationModelErrors', 'Invocation4XXErrors'].map(
    (metric) => ({ metric, max: 0.001 }) as const,
  );
  const latencies = [0.5, 0.9, 0.99].map(
    (quantile) => ({ metric: 'ModelLatency', quantile, increase: 0.2 }) as const,
  );
  const compare = {
    form: { kind: 'opaque' },
    agreement: 0.99,
    slices: [],
    facets: [],
    captures: 's3://captures/shadow',
    settleSeconds: 180,
  } as const;
  const spec = aSpec({
    checks: [...checks, ...latencies] as never,
    shadow: { seconds: 3600, compare },
  });

  const planned = plannedGates(spec);

  const total = planned.checks.reduce(
    (sum, gate) => sum + (gate.kind === 'split' ? 0 : gate.alpha),
    planned.answers?.gate.alpha ?? NaN,
  );
  expect(total).toBeCloseTo(errorBudget, 12);
});

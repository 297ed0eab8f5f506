import { allot, errorBudget, type Unbudgeted } from '../../src/release/error-budget';

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

const spent = (gates: readonly Unbudgeted[]): number =>
  allot(gates).reduce((total, gate) => total + (gate.kind === 'split' ? 0 : gate.alpha), 0);

test('few gates get the parts they are known by', () => {
  expect(allot([errors, latency])).toMatchObject([{ alpha: 0.005 }, { alpha: 0.002 }]);
});

test('many gates share the budget, in proportion', () => {
  const many = Array.from({ length: 10 }, () => [errors, latency]).flat();
  const [first, second] = allot(many);

  expect(spent(many)).toBeCloseTo(errorBudget, 12);
  expect(first).toMatchObject({ alpha: expect.closeTo(errorBudget / 14, 12) as number });
  expect(second).toMatchObject({ alpha: expect.closeTo(errorBudget / 35, 12) as number });
});

test('a split cannot fail a candidate, so it costs nothing', () => {
  const split: Unbudgeted = { kind: 'split', id: 'split', metric: 'Invocations' };

  expect(allot([split])).toEqual([split]);
  expect(spent([errors, split])).toBe(spent([errors]));
});

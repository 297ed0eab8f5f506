import { parseExpression } from '../../../src/sandbox/cloudwatch/expression';
import { evaluate, type MathValue } from '../../../src/sandbox/cloudwatch/expression-value';
import type { Series } from '../../../src/sandbox/cloudwatch/series';

const errors: Series = new Map([
  [0, 1],
  [10, 0],
  [20, 3],
  [40, 2],
]);
const invocations: Series = new Map([
  [0, 10],
  [10, 0],
  [30, 5],
  [40, 20],
]);

function compute(source: string): unknown {
  const value = evaluate(parseExpression(source), {
    lookup: (id): MathValue => (id === 'errors' ? errors : invocations),
    metrics: () => [errors, invocations],
    periods: [0, 10, 20, 30, 40],
  });
  return value instanceof Map ? Object.fromEntries(value as Series) : value;
}

test.each([
  // A period missing on either side, or divided by zero, has no result.
  ['errors / invocations', { 0: 0.1, 40: 0.1 }],
  ['100 * errors / invocations', { 0: 10, 40: 10 }],
  ['IF(invocations > 0, errors / invocations, 0)', { 0: 0.1, 10: 0, 40: 0.1 }],
  ['IF(invocations > 5 AND invocations < 15, 1, 0)', { 0: 1, 10: 0, 30: 0, 40: 0 }],
  ['errors > 1 || errors == 0', { 0: 0, 10: 1, 20: 1, 40: 1 }],
  ['SUM([errors, invocations])', { 0: 11, 10: 0, 20: 3, 30: 5, 40: 22 }],
  ['SUM(METRICS())', { 0: 11, 10: 0, 20: 3, 30: 5, 40: 22 }],
  ['MAX([errors, invocations])', { 0: 10, 10: 0, 20: 3, 30: 5, 40: 20 }],
  ['errors - SUM(errors)', { 0: -5, 10: -6, 20: -3, 40: -4 }],
  ['FILL(errors, 0)', { 0: 1, 10: 0, 20: 3, 30: 0, 40: 2 }],
  ['FILL(errors, REPEAT)', { 0: 1, 10: 0, 20: 3, 30: 3, 40: 2 }],
  ['-errors ^ 2', { 0: 1, 10: 0, 20: 9, 40: 4 }],
  ['ABS(-errors)', { 0: 1, 10: 0, 20: 3, 40: 2 }],
])('%s', (source, expected) => {
  expect(compute(source)).toEqual(expected);
});

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['2 ^ 3 ^ 2', 512],
  ['10 - 4 - 3', 3],
  ['1.5e3 / 3', 500],
])('%s', (source, expected) => {
  expect(compute(source)).toBe(expected);
});

test.each(['', 'errors +', '(errors', 'errors)', 'errors ; 1', 'IF(errors, 1)', 'SEARCH("x", 1)'])(
  '"%s" is refused',
  (source) => {
    expect(() => compute(source)).toThrow(
      expect.objectContaining({ code: 'ValidationException' }) as Error,
    );
  },
);

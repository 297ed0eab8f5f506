import type { BinaryOperator } from './expression';
import { fromPeriods, isList, problem, type MathValue } from './math-value';
import type { Series } from './series';

type Scalar = (left: number, right: number) => number | undefined;

const operators: Readonly<Record<BinaryOperator, Scalar>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // Division by zero gives no datapoint, not an infinite one.
  '/': (a, b) => (b === 0 ? undefined : a / b),
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
};

/**
 * Applies an operator period by period. Where only one of two series has a value the other counts
 * as 0 ("Missing values in a time series are treated as 0", Metric math syntax and functions).
 */
export function operate(operator: BinaryOperator, left: MathValue, right: MathValue): MathValue {
  return combine(left, right, operators[operator]);
}

function combine(left: MathValue, right: MathValue, operator: Scalar): MathValue {
  if (isList(left) && isList(right)) throw problem('two lists cannot be combined');
  if (isList(left)) return left.map((item) => combine(item, right, operator) as Series);
  if (isList(right)) return right.map((item) => combine(left, item, operator) as Series);
  if (typeof left === 'number' && typeof right === 'number') return operator(left, right) ?? NaN;
  const [a, b] = [left, right].map((side) => (period: number) => {
    return typeof side === 'number' ? side : (side.get(period) ?? 0);
  }) as [(period: number) => number, (period: number) => number];
  const periods = [left, right].flatMap((side) =>
    typeof side === 'number' ? [] : [...side.keys()],
  );
  return fromPeriods(new Set(periods), (period) => operator(a(period), b(period)));
}

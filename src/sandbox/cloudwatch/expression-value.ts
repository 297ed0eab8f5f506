import { AwsError } from '../wire/operation';
import type { BinaryOperator, Expression } from './expression';
import type { Series } from './series';

/** A scalar (NaN: none), a time series, or several time series: the three types of metric math. */
export type MathValue = number | Series | readonly Series[];

export interface MathScope {
  /** Value of another query of the same request; throws for an id that is not there. */
  readonly lookup: (id: string) => MathValue;
  /** METRICS(): the series of all metric queries of the request, not of expressions. */
  readonly metrics: () => readonly Series[];
  /** Starts of all periods in the range, ms, oldest first: what FILL fills. */
  readonly periods: readonly number[];
}

/** Evaluates metric math as CloudWatch does: a period missing on either side has no result. */
export function evaluate(expression: Expression, scope: MathScope): MathValue {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return scope.lookup(expression.id);
    case 'negate':
      return combine(0, evaluate(expression.of, scope), (a, b) => a - b);
    case 'list':
      return expression.items.flatMap((item) => asSeries(evaluate(item, scope), 'A list'));
    case 'binary':
      return combine(
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
        operators[expression.operator],
      );
    case 'call':
      return call(expression.name, expression.args, scope);
    case 'text':
      throw problem(`the text "${expression.value}" cannot stand here`);
  }
}

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

function combine(left: MathValue, right: MathValue, operator: Scalar): MathValue {
  if (isList(left) && isList(right)) throw problem('two lists cannot be combined');
  if (isList(left)) return left.map((item) => combine(item, right, operator) as Series);
  if (isList(right)) return right.map((item) => combine(left, item, operator) as Series);
  if (typeof left === 'number' && typeof right === 'number') return operator(left, right) ?? NaN;
  const periods = typeof left === 'number' ? (right as Series).keys() : left.keys();
  return fromPeriods(periods, (period) => {
    const [a, b] = [at(left, period), at(right, period)];
    return a === undefined || b === undefined ? undefined : operator(a, b);
  });
}

type Reduce = (values: readonly number[]) => number;

const reducers: Readonly<Record<string, Reduce>> = {
  SUM: (values) => values.reduce((a, b) => a + b, 0),
  AVG: (values) => values.reduce((a, b) => a + b, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};

const roundings: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
};

function call(name: string, args: readonly Expression[], scope: MathScope): MathValue {
  if (name === 'METRICS' && args.length === 0) return scope.metrics();
  if (name === 'IF' && args.length === 3) return choose(args, scope);
  if (name === 'FILL' && args.length === 2) return fill(args, scope);
  const [only] = args;
  const reducer = Object.hasOwn(reducers, name) ? reducers[name] : undefined;
  if (reducer !== undefined && only !== undefined && args.length === 1) {
    return reduce(evaluate(only, scope), reducer);
  }
  const rounding = Object.hasOwn(roundings, name) ? roundings[name] : undefined;
  if (rounding !== undefined && only !== undefined && args.length === 1) {
    return combine(evaluate(only, scope), 0, (value) => rounding(value));
  }
  throw problem(`the sandbox does not serve ${name} with ${args.length} argument(s)`);
}

/** Over several series: one value a period; over one series: one number. */
function reduce(value: MathValue, reducer: Reduce): MathValue {
  if (typeof value === 'number') return value;
  if (!isList(value)) return reducer([...value.values()]);
  const periods = new Set(value.flatMap((series) => [...series.keys()]));
  return fromPeriods(periods, (period) =>
    reducer(value.map((series) => series.get(period)).filter((item) => item !== undefined)),
  );
}

function choose(args: readonly Expression[], scope: MathScope): MathValue {
  const [condition, whenTrue, whenFalse] = args.map((arg) => evaluate(arg, scope));
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined) {
    throw problem('IF needs a condition and two values');
  }
  if (typeof condition === 'number') return condition !== 0 ? whenTrue : whenFalse;
  if (isList(condition) || isList(whenTrue) || isList(whenFalse)) {
    throw problem('IF takes single series and numbers only');
  }
  return fromPeriods(condition.keys(), (period) =>
    at(condition.get(period) !== 0 ? whenTrue : whenFalse, period),
  );
}

function fill(args: readonly Expression[], scope: MathScope): MathValue {
  const [source, filler] = args as [Expression, Expression];
  const repeats = filler.kind === 'name' && filler.id.toUpperCase() === 'REPEAT';
  const value = repeats ? undefined : evaluate(filler, scope);
  if (!repeats && typeof value !== 'number') throw problem('FILL takes a number or REPEAT');
  const filled = asSeries(evaluate(source, scope), 'FILL').map((series) => {
    let last: number | undefined;
    return fromPeriods(scope.periods, (period) => {
      last = series.get(period) ?? (repeats ? last : (value as number));
      return last;
    });
  });
  return filled.length === 1 ? filled[0]! : filled;
}

function fromPeriods(
  periods: Iterable<number>,
  value: (period: number) => number | undefined,
): Series {
  const series = new Map<number, number>();
  for (const period of [...periods].sort((a, b) => a - b)) {
    const result = value(period);
    if (result !== undefined && Number.isFinite(result)) series.set(period, result);
  }
  return series;
}

function at(value: Exclude<MathValue, readonly Series[]>, period: number): number | undefined {
  return typeof value === 'number' ? value : value.get(period);
}

function isList(value: MathValue): value is readonly Series[] {
  return Array.isArray(value);
}

function asSeries(value: MathValue, what: string): readonly Series[] {
  if (typeof value === 'number') throw problem(`${what} needs time series, not a number`);
  return isList(value) ? value : [value];
}

function problem(text: string): AwsError {
  return new AwsError('ValidationException', `Error in expression: ${text}.`);
}

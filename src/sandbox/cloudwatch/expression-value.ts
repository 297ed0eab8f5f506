import type { Expression } from './expression';
import { fill } from './math-fill';
import { callFunction, sort } from './math-function';
import { operate } from './math-operator';
import {
  asList,
  asScalar,
  fromPeriods,
  isList,
  problem,
  type MathScope,
  type MathValue,
} from './math-value';

/** Evaluates metric math by the rules of AWS's guide, "Metric math syntax and functions". */
export function evaluate(expression: Expression, scope: MathScope): MathValue {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return scope.lookup(expression.id);
    case 'negate':
      return operate('-', 0, evaluate(expression.of, scope));
    case 'list':
      return expression.items.flatMap((item) => asList(evaluate(item, scope), 'A list'));
    case 'binary':
      return operate(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    case 'call':
      return call(expression.name, expression.args, scope);
    case 'text':
      throw problem(`the text "${expression.value}" cannot stand here`);
  }
}

/** Functions that look at their arguments before they are values; the others come after them. */
function call(name: string, args: readonly Expression[], scope: MathScope): MathValue {
  const [first, second, third, fourth] = args;
  const value = (arg: Expression): MathValue => evaluate(arg, scope);
  if (name === 'METRICS' && args.length <= 1) {
    if (first === undefined) return scope.metrics('');
    if (first.kind === 'text') return scope.metrics(first.value);
    throw problem('METRICS takes a text in quotes');
  }
  if (name === 'PERIOD' && first !== undefined && second === undefined)
    return periodOf(first, scope);
  if (name === 'IF' && (args.length === 2 || args.length === 3)) {
    return choose(value(first!), value(second!), third && value(third));
  }
  if (name === 'FILL' && first !== undefined && second !== undefined && args.length === 2) {
    return fill(value(first), second, value, scope);
  }
  if (name === 'SORT' && second?.kind === 'name' && third?.kind === 'name' && args.length <= 4) {
    const limit = fourth && asScalar(value(fourth), 'The limit of SORT');
    return sort(value(first!), second.id, third.id, scope, limit);
  }
  return callFunction(name, args.map(value), scope);
}

/** "Valid input is metrics, not the results of other expressions." */
function periodOf(argument: Expression, scope: MathScope): number {
  const periodMs = argument.kind === 'name' ? scope.periodOf(argument.id) : undefined;
  if (periodMs === undefined) throw problem('PERIOD takes the id of a metric');
  return periodMs / 1000;
}

/**
 * IF(condition, whenTrue, whenFalse?): a period that the condition lacks is dropped; where it holds
 * and the chosen series lacks the period the result is 0, where it does not hold it is dropped.
 */
function choose(
  condition: MathValue,
  whenTrue: MathValue,
  whenFalse: MathValue | undefined,
): MathValue {
  if (typeof condition === 'number') {
    return condition !== 0 ? whenTrue : (whenFalse ?? new Map<number, number>());
  }
  if (isList(condition) || isList(whenTrue) || (whenFalse !== undefined && isList(whenFalse))) {
    throw problem('IF takes single series and numbers only');
  }
  return fromPeriods(condition.keys(), (period) => {
    if (condition.get(period) !== 0) {
      return typeof whenTrue === 'number' ? whenTrue : (whenTrue.get(period) ?? 0);
    }
    return typeof whenFalse === 'number' ? whenFalse : whenFalse?.get(period);
  });
}

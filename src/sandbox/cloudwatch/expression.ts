import { AwsError } from '../wire/operation';

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '>' | '<=' | '>=' | 'AND' | 'OR';

/** A metric math expression as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly id: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

interface Tokens {
  readonly source: string;
  readonly list: readonly string[];
  position: number;
}

const token =
  /\s*(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_]\w*|"[^"]*"|'[^']*'|==|!=|<=|>=|&&|\|\||[-+*/^()<>,[\]])/y;

/** Weakest first. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['OR'],
  ['AND'],
  ['==', '!=', '<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/'],
];

const spellings: Readonly<Record<string, string>> = { '&&': 'AND', '||': 'OR' };

/** Parses metric math; throws AwsError ValidationException naming the place. */
export function parseExpression(source: string): Expression {
  const tokens: Tokens = { source, list: tokenize(source), position: 0 };
  const expression = binary(tokens, 0);
  if (tokens.position < tokens.list.length) throw unexpected(tokens);
  return expression;
}

function tokenize(source: string): string[] {
  const text = source.trimEnd();
  const list: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw invalid(source, `unexpected "${text.slice(from).trim()}"`);
    list.push(match[1]!);
  }
  return list;
}

function binary(tokens: Tokens, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return power(tokens);
  let left = binary(tokens, level + 1);
  for (;;) {
    const next = tokens.list[tokens.position] ?? '';
    const spelled = (spellings[next] ?? next) as BinaryOperator;
    if (!operators.includes(spelled)) return left;
    tokens.position += 1;
    left = { kind: 'binary', operator: spelled, left, right: binary(tokens, level + 1) };
  }
}

function power(tokens: Tokens): Expression {
  const left = unary(tokens);
  if (tokens.list[tokens.position] !== '^') return left;
  tokens.position += 1;
  return { kind: 'binary', operator: '^', left, right: power(tokens) };
}

function unary(tokens: Tokens): Expression {
  if (tokens.list[tokens.position] !== '-') return primary(tokens);
  tokens.position += 1;
  return { kind: 'negate', of: unary(tokens) };
}

function primary(tokens: Tokens): Expression {
  const next = tokens.list[tokens.position];
  if (next === undefined) throw unexpected(tokens);
  tokens.position += 1;
  if (next === '(') {
    const inner = binary(tokens, 0);
    expect(tokens, ')');
    return inner;
  }
  if (next === '[') return { kind: 'list', items: sequence(tokens, ']') };
  if (/^[\d.]/.test(next)) return { kind: 'number', value: Number(next) };
  if (/^["']/.test(next)) return { kind: 'text', value: next.slice(1, -1) };
  if (/^[A-Za-z_]/.test(next)) {
    if (tokens.list[tokens.position] !== '(') return { kind: 'name', id: next };
    tokens.position += 1;
    return { kind: 'call', name: next, args: sequence(tokens, ')') };
  }
  tokens.position -= 1;
  throw unexpected(tokens);
}

function sequence(tokens: Tokens, end: ')' | ']'): Expression[] {
  const items: Expression[] = [];
  if (tokens.list[tokens.position] === end) {
    tokens.position += 1;
    return items;
  }
  for (;;) {
    items.push(binary(tokens, 0));
    if (tokens.list[tokens.position] !== ',') break;
    tokens.position += 1;
  }
  expect(tokens, end);
  return items;
}

function expect(tokens: Tokens, text: string): void {
  if (tokens.list[tokens.position] !== text) throw unexpected(tokens);
  tokens.position += 1;
}

function unexpected(tokens: Tokens): AwsError {
  const found = tokens.list[tokens.position];
  return invalid(tokens.source, found === undefined ? 'unexpected end' : `unexpected "${found}"`);
}

function invalid(source: string, problem: string): AwsError {
  return new AwsError('ValidationException', `Error in expression '${source}': ${problem}.`);
}

import { AwsError } from '../wire/operation';
import type { AlarmState } from './alarm-rule';
import type { CompositeRule } from './composite-rule';

interface Cursor {
  readonly source: string;
  at: number;
  elements: number;
}

/** "Elements are child alarms, TRUE or FALSE statements, and parentheses" (PutCompositeAlarm). */
const maxElements = 500;

const operand = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";
const states = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;

/** Parses an AlarmRule; throws ValidationException that names the first text that does not fit. */
export function parseCompositeRule(source: string): CompositeRule {
  if (source !== source.trim()) {
    throw invalid('AlarmRule must not contain leading or trailing whitespace or be null');
  }
  const cursor: Cursor = { source, at: 0, elements: 0 };
  const rule = either(cursor);
  if (peek(cursor) !== '') throw unsupported(cursor, "AND, OR or ')'");
  if (cursor.elements > maxElements) {
    throw invalid(`AlarmRule has ${cursor.elements} elements; at most ${maxElements} are allowed.`);
  }
  return rule;
}

function either(cursor: Cursor): CompositeRule {
  let left = both(cursor);
  while (take(cursor, 'OR')) left = { kind: 'or', left, right: both(cursor) };
  return left;
}

function both(cursor: Cursor): CompositeRule {
  let left = single(cursor);
  while (take(cursor, 'AND')) left = { kind: 'and', left, right: single(cursor) };
  return left;
}

function single(cursor: Cursor): CompositeRule {
  if (take(cursor, 'NOT')) return { kind: 'not', of: single(cursor) };
  if (take(cursor, '(')) {
    cursor.elements += 2;
    const inner = either(cursor);
    must(cursor, ')', "AND, OR or ')'");
    return inner;
  }
  for (const word of ['TRUE', 'FALSE'] as const) {
    if (!take(cursor, word)) continue;
    cursor.elements += 1;
    return { kind: 'constant', value: word === 'TRUE' };
  }
  if (take(cursor, 'AT_LEAST')) return atLeast(cursor);
  const state = takeState(cursor);
  if (state === undefined) throw unsupported(cursor, operand);
  must(cursor, '(', "'('");
  const alarm = reference(cursor);
  must(cursor, ')', "')'");
  return { kind: 'state', state, alarm };
}

/** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(50%, NOT OK, (a, b))`. */
function atLeast(cursor: Cursor): CompositeRule {
  must(cursor, '(', "'('");
  const amount = /^"?(\d+(?:\.\d+)?)(%?)"?(?=\s*,)/.exec(rest(cursor));
  if (amount === null) throw unsupported(cursor, 'a number or a percentage');
  cursor.at += amount[0].length;
  must(cursor, ',', "','");
  const isNegated = take(cursor, 'NOT');
  const state = takeState(cursor);
  if (state === undefined) throw unsupported(cursor, 'ALARM, OK, or INSUFFICIENT_DATA');
  must(cursor, ',', "','");
  must(cursor, '(', "'('");
  const alarms = [reference(cursor)];
  while (take(cursor, ',')) alarms.push(reference(cursor));
  must(cursor, ')', "',' or ')'");
  must(cursor, ')', "')'");
  const least = Number(amount[1]);
  return { kind: 'atLeast', least, isPercent: amount[2] === '%', state, isNegated, alarms };
}

/** Without quotes a name has no spaces, brackets or commas; within them a backslash escapes. */
function reference(cursor: Cursor): string {
  cursor.elements += 1;
  const text = rest(cursor);
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text);
  const match = quoted ?? /^([^\s(),"]+)/.exec(text);
  if (match === null || match[1] === '') throw unsupported(cursor, 'an alarm name or ARN');
  cursor.at += match[0].length;
  return quoted === null ? match[1]! : match[1]!.replace(/\\(.)/g, '$1');
}

function takeState(cursor: Cursor): AlarmState | undefined {
  return states.find((state) => take(cursor, state));
}

function take(cursor: Cursor, expected: string): boolean {
  if (peek(cursor) !== expected) return false;
  cursor.at += expected.length;
  return true;
}

function must(cursor: Cursor, expected: string, shown: string): void {
  if (!take(cursor, expected)) throw unsupported(cursor, shown);
}

/** The next word or sign; empty at the end. Leaves the cursor at its first character. */
function peek(cursor: Cursor): string {
  return /^(\w+|.)?/s.exec(rest(cursor))![0];
}

function rest(cursor: Cursor): string {
  cursor.at += /^\s*/.exec(cursor.source.slice(cursor.at))![0].length;
  return cursor.source.slice(cursor.at);
}

function unsupported(cursor: Cursor, expected: string): AwsError {
  const found = peek(cursor);
  return invalid(
    found === ''
      ? `Error in AlarmRule [Unexpected end at char ${cursor.at}, must be: ${expected}]`
      : `Error in AlarmRule [Unsupported token '${found}' at char ${cursor.at}, must be: ${expected}]`,
  );
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

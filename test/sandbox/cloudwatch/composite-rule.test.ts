import type { AlarmState } from '../../../src/sandbox/cloudwatch/alarm-rule';
import { alarmsNamedIn, holds } from '../../../src/sandbox/cloudwatch/composite-rule';
import { parseCompositeRule } from '../../../src/sandbox/cloudwatch/composite-rule-parser';

const states: Readonly<Record<string, AlarmState>> = {
  bad: 'ALARM',
  worse: 'ALARM',
  good: 'OK',
  new: 'INSUFFICIENT_DATA',
  'with space, (and) "quotes"': 'ALARM',
  'arn:aws:cloudwatch:us-east-1:000000000000:alarm:bad': 'ALARM',
};

// The functions and operators of PutCompositeAlarm and of the user guide's "Composite alarms".
// claim: PutCompositeAlarm · rules with AND, OR, NOT, AT_LEAST, TRUE and FALSE over states ·
//   AWS: API_PutCompositeAlarm, AlarmRule
test.each([
  ['TRUE', true],
  ['FALSE', false],
  ['ALARM(bad)', true],
  ['ALARM("bad")', true],
  ['ALARM(good)', false],
  ['OK(good)', true],
  ['INSUFFICIENT_DATA(new)', true],
  ['INSUFFICIENT_DATA(good)', false],
  ['NOT ALARM(good)', true],
  ['NOT NOT ALARM(bad)', true],
  ['ALARM(bad) AND ALARM(good)', false],
  ['ALARM(bad) OR ALARM(good)', true],
  ['ALARM(bad) AND NOT ALARM(good)', true],
  ['(ALARM(good) OR ALARM(bad)) AND OK(good)', true],
  ['TRUE OR TRUE AND FALSE', true],
  ['(TRUE OR TRUE) AND FALSE', false],
  ['(\n  ALARM(bad)\n)\nAND\n(OK(good))', true],
  ['ALARM("with space, (and) \\"quotes\\"")', true],
  ['ALARM(arn:aws:cloudwatch:us-east-1:000000000000:alarm:bad)', true],
  ['AT_LEAST(2, ALARM, (bad, worse, good))', true],
  ['AT_LEAST(3, ALARM, (bad, "worse", good))', false],
  ['AT_LEAST(50%, OK, (bad, good))', true],
  ['AT_LEAST("51%", OK, (bad, good))', false],
  ['AT_LEAST(2, NOT ALARM, (new, good, bad))', true],
  ['AT_LEAST(1, INSUFFICIENT_DATA, (new)) AND ALARM(bad)', true],
])('%s', (source, expected) => {
  expect(holds(parseCompositeRule(source), (name) => states[name])).toBe(expected);
});

test('each alarm is named once', () => {
  const rule = 'ALARM(a) AND (OK("b") OR NOT ALARM(a)) AND AT_LEAST(1, OK, (b, c))';

  expect(alarmsNamedIn(parseCompositeRule(rule))).toEqual(['a', 'b', 'c']);
});

// The form of the first text is AWS's own, as its users report it.
// claim: PutCompositeAlarm · a rule that cannot be read is refused with the token and its place
//   · reported: `Unsupported token … at char …` as users see it
test.each([
  [
    '()',
    "Error in AlarmRule [Unsupported token ')' at char 1, must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA]",
  ],
  ['alarm(a)', "Unsupported token 'alarm' at char 0"],
  ['ALARM(a) XOR ALARM(b)', "Unsupported token 'XOR' at char 9"],
  ['ALARM(a) AND', 'Unexpected end at char 12'],
  ['ALARM(a', 'Unexpected end at char 7'],
  ['ALARM()', "Unsupported token ')' at char 6"],
  ['ALARM(two words)', "Unsupported token 'words' at char 10"],
  ['AT_LEAST(x, ALARM, (a))', "Unsupported token 'x' at char 9"],
  ['AT_LEAST(1, TRUE, (a))', "Unsupported token 'TRUE' at char 12"],
  [' TRUE', 'AlarmRule must not contain leading or trailing whitespace'],
  [`TRUE${' OR TRUE'.repeat(500)}`, '501 elements; at most 500'],
])('"%.40s" is refused', (source, message) => {
  expect(() => parseCompositeRule(source)).toThrow(
    expect.objectContaining({
      code: 'ValidationException',
      message: expect.stringContaining(message) as string,
    }) as Error,
  );
});

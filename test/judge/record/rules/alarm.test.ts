import { alarm, isAlarm } from '../../../../src/judge/record/rules/alarm';
import { guardrail } from '../../../../src/judge/record/rules/guardrail';
import type { Minute, Series } from '../../../../src/judge/record/rules/series';

const limit = 0.01;

/** AWS's notation: 0 is within the limit, X breaches it, - is missing; newest on the right. */
function seen(points: string): Series {
  const bad: Readonly<Record<string, number>> = { '0': 1, X: 2 };
  return points
    .split(' ')
    .map((point): Minute => (point === '-' ? {} : { candidate: { n: 100, x: bad[point]! } }));
}

// Where both tables of AWS's "Configuring how CloudWatch alarms treat missing data" say ALARM for `missing`, and the
// cases that its section on premature transitions describes in words; the last ones look no further than three points.
test.each([
  [3, '0 - X - X', false],
  [3, '0 - - - -', false],
  [3, '- - - - -', false],
  [3, '0 X X - X', true],
  [3, '- - X - -', true],
  [3, '- - - - X', false],
  [3, '- - - X -', false],
  [3, '- - - X 0', false],
  [2, '0 - X - X', true],
  [2, '0 0 X 0 X', true],
  [2, '0 - X - -', false],
  [2, '- - - - 0', false],
  [2, '- - - X -', true],
  [2, '- - - - X', false],
  [3, 'X X 0 0 X', false],
  [3, 'X X - - X', true],
  [3, 'X X X 0 X', false],
  [2, 'X X 0 0 X', false],
  [2, '0 0 X 0 0', false],
] as const)('%i of 3 periods with %s', (datapoints, points, expected) => {
  const series = seen(points);

  expect(isAlarm(series, { datapoints, periods: 3, limit, index: 4 })).toBe(expected);
});

test('an alarm on three periods looks at five of them, and at none that is to come', () => {
  const ask = { datapoints: 3, periods: 3, limit };

  expect(isAlarm(seen('X X - - X'), { ...ask, index: 4 })).toBe(true);
  expect(isAlarm(seen('0 X X - - X'), { ...ask, index: 5 })).toBe(true);
  expect(isAlarm(seen('X 0 - - - X'), { ...ask, index: 5 })).toBe(false);
  expect(isAlarm(seen('X - - - X X'), { ...ask, datapoints: 2, index: 5 })).toBe(true);
  expect(isAlarm(seen('X X - - - X'), { ...ask, datapoints: 2, index: 3 })).toBe(true);
  expect(isAlarm(seen('0 0 0 X X'), { ...ask, datapoints: 2, index: 2 })).toBe(false);
});

test('a period without requests is one without data, and a share at the limit does not breach it', () => {
  const none: Minute = { candidate: { n: 0, x: 0 } };
  const one = { datapoints: 1, periods: 1, limit: 0.02 };

  expect(isAlarm([...seen('X'), none, none], { ...one, limit, index: 2 })).toBe(true);
  expect(isAlarm(seen('X'), { ...one, index: 0 })).toBe(false);
  expect(isAlarm(seen('X'), { ...one, limit: 0.0199, index: 0 })).toBe(true);
});

test('an alarm takes the candidate back after the first period in which it rings', () => {
  expect(alarm(2, 3).end(seen('0 X 0 X X X'), limit)).toEqual({ rolledBackAt: 4, promoted: false });
  expect(alarm(2, 3).end(seen('0 X 0 0 X 0'), limit)).toEqual({ promoted: true });
  expect(guardrail.end(seen('0 0 X'), limit)).toEqual({ rolledBackAt: 3, promoted: false });
  expect(guardrail.end(seen('0 - -'), limit)).toEqual({ promoted: true });
  expect(guardrail.end([], limit)).toEqual({ promoted: true });
});

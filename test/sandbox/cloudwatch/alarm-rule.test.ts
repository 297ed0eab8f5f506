import {
  evaluateRule,
  evaluationRange,
  type AlarmRule,
  type MissingData,
} from '../../../src/sandbox/cloudwatch/alarm-rule';

const treatments: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

function rule(treatMissingData: MissingData, datapointsToAlarm: number): AlarmRule {
  return {
    comparison: 'GreaterThanThreshold',
    threshold: 10,
    evaluationPeriods: 3,
    datapointsToAlarm,
    treatMissingData,
  };
}

/** AWS's notation: 0 is within the threshold, X breaches it, - is missing; newest on the right. */
function range(points: string) {
  const values: Readonly<Record<string, number | undefined>> = { '0': 5, X: 15, '-': undefined };
  return points.split(' ').map((symbol, index) => ({ at: index * 60_000, value: values[symbol] }));
}

const I = 'INSUFFICIENT_DATA';

// Both tables of AWS's "Configuring how CloudWatch alarms treat missing data", and the cases its
// section on premature transitions describes in words.
// claim: alarms · missing, ignore, breaching and notBreaching as in both of AWS's tables, with
//   premature transitions · AWS: Configuring how CloudWatch alarms treat missing data
test.each([
  [3, '0 - X - X', ['OK', 'OK', 'OK', 'OK']],
  [3, '0 - - - -', ['OK', 'OK', 'OK', 'OK']],
  [3, '- - - - -', [I, 'retain', 'ALARM', 'OK']],
  [3, '0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  [3, '- - X - -', ['ALARM', 'retain', 'ALARM', 'OK']],
  [3, '- - - - X', ['retain', 'retain', 'ALARM', 'OK']],
  [3, '- - - X -', ['retain', 'retain', 'ALARM', 'OK']],
  [3, '- - - X 0', ['OK', 'OK', 'OK', 'OK']],
  [2, '0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  [2, '0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  [2, '0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
  [2, '- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
  [2, '- - - X -', ['ALARM', 'retain', 'ALARM', 'OK']],
] as const)('%i of 3 with %s', (datapointsToAlarm, points, expected) => {
  const states = treatments.map(
    (treatment) => evaluateRule(rule(treatment, datapointsToAlarm), range(points)).state,
  );

  expect(states).toEqual(expected);
});

test('the evaluation range of three periods is five, as in the tables', () => {
  expect(evaluationRange(rule('missing', 3))).toBe(5);
});

// claim: alarms, PutMetricAlarm · the four comparisons with a static threshold · AWS:
//   API_PutMetricAlarm, ComparisonOperator
test.each([
  ['GreaterThanOrEqualToThreshold', [false, true, true]],
  ['GreaterThanThreshold', [false, false, true]],
  ['LessThanThreshold', [true, false, false]],
  ['LessThanOrEqualToThreshold', [true, true, false]],
] as const)('%s', (comparison, expected) => {
  const one: AlarmRule = {
    ...rule('missing', 1),
    evaluationPeriods: 1,
    comparison,
  };
  const alarmed = [9, 10, 11].map(
    (value) => evaluateRule(one, [{ at: 0, value }]).state === 'ALARM',
  );

  expect(alarmed).toEqual(expected);
});

import { numberOnly } from '../../src/judge/number-only';
import { counted, duration, odds, percent, quantity } from '../../src/judge/figures';

test.each<[what: string, text: () => string, expected: string]>([
  ['no share', () => percent(0), '0 %'],
  ['all', () => percent(1), '100 %'],
  ['more than all', () => percent(1.2345), '123 %'],
  ['nearly all', () => percent(0.99949), '99.9 %'],
  ['a share of three digits', () => percent(0.012345), '1.23 %'],
  ['a tenth of a percent', () => percent(0.0010049), '0.1 %'],
  ['exactly a tenth, with its third digit', () => percent(0.001), '0.1 %'],
  ['under a tenth, of two digits', () => percent(0.00012345), '0.012 %'],
  ['microseconds', () => duration(999.4), '999 µs'],
  ['a millisecond', () => duration(1000), '1 ms'],
  ['milliseconds of three digits', () => duration(12_345), '12.3 ms'],
  ['milliseconds of four digits', () => duration(151_349), '151.3 ms'],
  ['a hundred milliseconds', () => duration(100_040), '100 ms'],
  ['a second', () => duration(1_000_000), '1 s'],
  ['seconds', () => duration(2_345_678), '2.35 s'],
  ['minutes', () => duration(123_456_789), '123.5 s'],
  ['a number of four digits', () => quantity(1.23456), '1.235'],
  ['none', () => counted(0, 'request'), '0 requests'],
  ['one', () => counted(1.2, 'request'), '1 request'],
  ['two', () => counted(1.5, 'period'), '2 periods'],
  ['even odds', () => odds(1.9), '1 : 1'],
  ['odds under a million', () => odds(999_999.9), '999999 : 1'],
  ['odds of a million', () => odds(1e6), 'over a million : 1'],
])('%s', (_, text, expected) => {
  expect(text()).toBe(expected);
});

test('an arm of which only the number is known proves nothing without any', () => {
  expect(numberOnly(3)).toEqual({ n: 3, x: 0, ratio: 0, upper: 0 });
  expect(numberOnly(0)).toEqual({ n: 0, x: 0, ratio: 0, upper: 1 });
});

import { continuedFraction } from '../../../src/judge/statistics/continued-fraction';
import { crossing } from '../../../src/judge/statistics/sequence/crossing';
import { deviance, expExcess, logExcess } from '../../../src/judge/statistics/small-difference';
import { reachOf, tailIntegral } from '../../../src/judge/statistics/tail-integral';
import { tailRoot } from '../../../src/judge/statistics/tail-root';

// log(1 + w) - w is -w²/2 + w³/3 near 0, exp(s) - 1 - s is s²/2 + s³/6; a deviance
// is half the square of the excess over the mean, less a third of their ratio.
test.each<[what: string, got: () => number, expected: number]>([
  ['log(1 + w) - w near 0', () => logExcess(1e-9), -5e-19 + 1e-27 / 3],
  ['log(1 + w) - w below 0', () => logExcess(-1e-9), -5e-19 - 1e-27 / 3],
  ['log(1 + w) - w at a half', () => logExcess(0.5), Math.log(1.5) - 0.5],
  ['log(1 + w) - w at 1', () => logExcess(1), Math.LN2 - 1],
  ['log(1 + w) - w near -1', () => logExcess(-0.75), 0.75 - 2 * Math.LN2],
  ['log(1 + w) - w far out', () => logExcess(1e300), -1e300],
  ['exp(s) - 1 - s near 0', () => expExcess(1e-9), 5e-19 + 1e-27 / 6],
  ['exp(s) - 1 - s below 0', () => expExcess(-1e-9), 5e-19 - 1e-27 / 6],
  ['exp(s) - 1 - s at a half', () => expExcess(0.5), Math.exp(0.5) - 1.5],
  ['exp(s) - 1 - s at 1', () => expExcess(1), Math.E - 2],
  ['exp(s) - 1 - s far below', () => expExcess(-100), 99],
  ['the deviance of nothing', () => deviance(5, -5), 5],
  ['the deviance of near the mean', () => deviance(5, 1e-9), 1e-19 * (1 - 1e-9 / 15)],
  ['the deviance of e from 1', () => deviance(1, Math.E - 1), 1],
  ['the deviance of half', () => deviance(2, -1), 1 - Math.LN2],
])('%s', (_, got, expected) => expect(got() / expected).toBeCloseTo(1, 12));

const golden = (Math.sqrt(5) + 1) / 2;

test.each([
  ['1 + 1/(1 + 1/(1 + ...', 1, 1, golden],
  ['0 + 1/(1 + 1/(1 + ...', 0, 1, golden - 1],
  ['-1 + 1/(-1 + 1/(-1 + ...', -1, -1, -golden],
])('%s', (_, first, b, expected) => {
  const value = continuedFraction((index) => ({ a: 1, b: index === 0 ? first : b }));

  expect(value).toBeCloseTo(expected, 14);
});

describe('the integral of a tail', () => {
  test.each([0.5, 20, 45, 100])('of exp(-s), looked for from %d on, is 1', (reach) => {
    expect(tailIntegral((s) => s, reach)).toBeCloseTo(1, 12);
  });

  test('of half a bell', () => {
    const bell = (s: number): number => (s * s) / 2;
    expect(tailIntegral(bell, reachOf(0, 1))).toBeCloseTo(Math.sqrt(Math.PI / 2), 13);
  });

  test('that does not fall is ended after a hundred steps', () => {
    expect(tailIntegral(() => 0, 1) / 1.25 ** 100).toBeCloseTo(1, 12);
  });
});

describe('where a tail has a value', () => {
  // The tail exp(x), whose logarithm is a line.
  const line = (at: number) => ({ log: at, slope: 1 });
  const range = { start: 3, low: -5, high: 5, deviation: 1 };

  test.each([
    [-2, -2],
    [-9, -5],
    [9, 5],
  ])('%d, within its range: %d', (log, expected) => {
    expect(tailRoot(line, log, range)).toBe(expected);
  });

  test('a search ends where a tail tells nothing', () => {
    expect(tailRoot(() => ({ log: NaN, slope: 1 }), -2, range)).toBeNaN();
  });
});

describe('crossing', () => {
  const steps = (at: number): number => Math.floor(at);

  test.each([
    ['rising to the right', (at: number) => at ** 2, 2, 0, 2, Math.SQRT2],
    ['rising to the left', (at: number) => at ** 2, 2, 0, -2, -Math.SQRT2],
    ['at the least that reaches the level', steps, 1, 0, 4, 1],
    ['far below 1', (at: number) => at, 1e-100, 0, 1, 1e-100],
  ])('%s', (_, value, level, under, over, expected) => {
    expect(crossing(value, level, under, over) / expected).toBeCloseTo(1, 14);
  });

  test.each([
    [NaN, 1],
    [0, NaN],
  ])('of no range %d to %d is none', (under, over) => {
    expect(crossing(steps, 1, under, over)).toBeNaN();
  });
});

import { dispersion } from '../../src/judge/statistics/dispersion';
import { periodVotes, requestVotes } from '../../src/judge/e-process';
import { weigh, type Question } from '../../src/judge/evidence';
import { bake, count, repeat } from './story';

const question: Question = { alpha: 0.005, process: () => periodVotes(0.001) };
const healthy = count(570, 0);

test('a dead candidate is proven in its first period', () => {
  const { periods } = bake([[count(30, 30), healthy]]);

  const evidence = weigh(periods, question);

  expect(evidence.odds).toBeCloseTo(368, 0);
  expect(evidence).toMatchObject({ harm: true, at: periods[0]!.start });
});

test('one bad minute in a clean bake proves nothing', () => {
  const { periods } = bake([...repeat(10, count(30)), [count(30, 2)], ...repeat(19, count(30))]);

  const evidence = weigh(periods, question);

  expect(evidence.odds).toBeLessThan(30);
  expect(evidence.harm).toBe(false);
});

test('a single bad request is no pattern, whatever the odds', () => {
  const { periods } = bake([[count(1, 1), healthy]]);

  const evidence = weigh(periods, question);

  expect(evidence.odds).toBeGreaterThan(200);
  expect(evidence).toMatchObject({ harm: false, environment: false });
});

test('an incident of both arms is the environment', () => {
  const { periods } = bake(repeat(10, count(300, 30), count(5700, 570)));

  expect(weigh(periods, question)).toMatchObject({ harm: false, environment: true });
});

test('a sick stable does not protect a candidate that is far worse', () => {
  const { periods } = bake(repeat(10, count(300, 300), count(5700, 60)));

  expect(weigh(periods, question)).toMatchObject({ harm: true, environment: false });
});

test('periods without requests say nothing', () => {
  const { periods } = bake(repeat(30, count(0), count(570, 0)));

  expect(weigh(periods, question)).toMatchObject({ harm: false, odds: 1, stableOdds: 1 });
});

test('a weight change in mid-bake does not look like harm', () => {
  const before = repeat(15, count(300, 3), count(5700, 57));
  const after = repeat(15, count(3000, 30), count(3000, 30));

  expect(weigh(bake([...before, ...after]).periods, { alpha: 0.001 }).harm).toBe(false);
});

test('where half of the requests may be slow, one stalled period does not decide and two do', () => {
  const slow: Question = { alpha: 0.002, process: () => requestVotes(0.5, Math.sqrt(6 / 0.002)) };

  expect(weigh(bake([[count(5000, 5000)]]).periods, slow).harm).toBe(false);
  expect(weigh(bake(repeat(2, count(5000, 5000))).periods, slow).harm).toBe(true);
});

test('long bakes neither overflow nor forget', () => {
  const dead = weigh(bake(repeat(1440, count(60, 60))).periods, question);
  const clean = weigh(bake(repeat(1440, count(60, 0))).periods, question);

  expect(dead.harm).toBe(true);
  expect(clean).toMatchObject({ harm: false, odds: 1 });
});

test.each([
  ['the same share in each period', Array.from({ length: 20 }, () => count(1000, 10)), 1],
  ['too few periods to say', [count(1000, 100), count(1000, 0)], 1],
  ['too few bad requests to say', Array.from({ length: 20 }, () => count(1000, 0)), 1],
])('dispersion of %s is 1', (_, counts, expected) => {
  expect(dispersion(counts)).toBe(expected);
});

test('dispersion sees bursts', () => {
  const bursts = Array.from({ length: 20 }, (_, index) => count(1000, index % 10 === 0 ? 100 : 0));

  expect(dispersion(bursts)).toBeGreaterThan(50);
});

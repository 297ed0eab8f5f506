import type { LatencyGate } from '../../src/judge/gate';
import type { Arm, Context, Window } from '../../src/judge/observation';
import { explanationOf } from '../../src/judge/record/explanation';
import { judgeWindow, metricService, type MetricService } from './metric-service';
import { randomFrom, type Random } from './random';
import { recordOf } from './record/made-record';
import { median, minute, noon, tail } from './story';

const minutes = 10;
const window: Window = {
  start: new Date(noon).toISOString(),
  end: new Date(noon + minutes * minute).toISOString(),
  period: 60,
};
const context: Context = { stableServes: true, exceedance: 'counts' };

const spread = 0.6;
/** Quantiles of the standard normal distribution. */
const normal = new Map([
  [0.5, 0],
  [0.99, 2.3263478740408408],
]);

/** Microseconds of n lognormal requests; a tail in which a p99 of a few hundred requests is hardly known. */
function latencies(random: Random, n: number): number[] {
  return Array.from({ length: n }, () => 40_000 * Math.exp(spread * random.normal()));
}

function trueQuantile({ quantile }: LatencyGate): number {
  return 40_000 * Math.exp(spread * normal.get(quantile)!);
}

/** A bake in which the arms get so many requests a minute. */
function served(
  random: Random,
  arms: Readonly<Partial<Record<Arm, number>>>,
  refused?: RegExp,
): MetricService {
  const service = metricService(noon + 60 * minute, refused);
  for (const [arm, n] of Object.entries(arms) as [Arm, number][])
    for (let period = 0; period < minutes; period += 1)
      service.publish(arm, 'ModelLatency', noon + period * minute, latencies(random, n));
  return service;
}

// The exact chances are 95.0 to 97.5 %: ranks are whole, and the ends are asked for outward.
test.each([
  ['median', median, 20],
  ['p99', tail, 50],
])('the interval of a %s (%j) of ten minutes of %d requests holds the true one', (_, gate, n) => {
  const random = randomFrom(17);
  const truth = trueQuantile(gate);
  const rounds = 400;
  let [held, below, above] = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const service = served(random, { candidate: n });
    const alone: Context = { ...context, stableServes: false };
    const { observations } = judgeWindow(service, gate, { window, context: alone });
    const { low, high } = observations.candidateBetween!;
    if (low! > truth) above += 1;
    else if (high! < truth) below += 1;
    else held += 1;
  }

  // Three standard errors of 400 rounds under 95 %, and of each half.
  expect(held / rounds).toBeGreaterThan(0.95 - 0.033);
  expect(Math.max(above, below) / rounds).toBeLessThan(0.025 + 0.024);
  // An interval that is never wrong would say nothing.
  expect(held).toBeLessThan(rounds);
});

test('both arms have one, which encloses the quantile and is tighter with more requests', () => {
  const service = served(randomFrom(3), { candidate: 50, stable: 1000 });

  const { observations, verdict } = judgeWindow(service, tail, { window, context });

  const { candidateBetween: own, stableBetween: stables } = observations;
  expect(own!.low).toBeLessThan(observations.candidateMicros!);
  expect(own!.high).toBeGreaterThan(observations.candidateMicros!);
  expect(stables!.high! - stables!.low!).toBeLessThan((own!.high! - own!.low!) / 2);
  expect(verdict.numbers?.candidateBetween).toEqual(own);
});

test('of a hundred requests the p99 has no upper end, of one it has none', () => {
  const hundred = served(randomFrom(5), { candidate: 10, stable: 1000 });
  const { observations } = judgeWindow(hundred, tail, { window, context });
  expect(Object.keys(observations.candidateBetween!)).toEqual(['low']);
  expect(explanationOf(recordOf(hundred, tail, { window, context })).seen).toMatch(
    /The candidate's p99 was \S+ ms \(with 95 % confidence \S+ ms or more\), the stable's \S+ ms \(with 95 % confidence \S+ ms to \S+ ms\)\./,
  );

  const one = metricService(noon + 60 * minute);
  one.publish('candidate', 'ModelLatency', noon, [40_000]);
  expect(judgeWindow(one, tail, { window, context }).observations).not.toHaveProperty(
    'candidateBetween',
  );
});

test.each<[string, RegExp, Context]>([
  ['are refused', /^TC/, context],
  ['are known to be refused', /^$/, { ...context, exceedance: 'percentiles' }],
])('where counts above the limit %s, it is known too', (_, refused, known) => {
  const service = served(randomFrom(3), { candidate: 100, stable: 1000 }, refused);

  const { observations } = judgeWindow(service, tail, { window, context: known });

  expect(observations.periods[0]?.candidate.most).toBeDefined();
  expect(observations.candidateBetween).toMatchObject({ low: expect.any(Number) as number });
});

test.each<[string, RegExp, readonly Arm[]]>([
  ['neither arm', /^$/, ['candidate', 'stable']],
  ['both arms', /^p99$/, []],
])('where the quantile of %s is refused, nothing beside it is asked', (_, refused, arms) => {
  const service = served(randomFrom(3), { candidate: 100, stable: 1000 }, refused);

  const { asked } = judgeWindow(service, tail, { window, context });

  const beside = asked.filter(({ id }) => /_(low|high)$/.test(id)).map(({ arm }) => arm);
  expect([...new Set(beside)]).toEqual(arms);
});

test('it decides nothing: where neighbouring percentiles alone are refused, all else is the same', () => {
  const arms = { candidate: 100, stable: 1000 };
  const judged = (refused?: RegExp) =>
    judgeWindow(served(randomFrom(3), arms, refused), tail, { window, context }).verdict;
  const { numbers, ...verdict } = judged();
  const { candidateBetween, ...others } = numbers!;

  expect(candidateBetween).toBeDefined();
  expect(judged(/^p9[78]|^p99\./)).toEqual({ ...verdict, numbers: others });
});

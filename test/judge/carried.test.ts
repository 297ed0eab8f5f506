import type { Carried } from '../../src/judge/carried';
import type { Gate } from '../../src/judge/gate';
import { verdict } from '../../src/judge/judge';
import type { Comparator, Observations } from '../../src/judge/observation';
import { randomFrom } from './random';
import { bake, count, fiveHundreds, fourHundreds, repeat, tail, type Row } from './story';

const end = { final: true };
const healthy = count(5_700, 3);
// 0.33 % of the requests: too little to be proven within three periods.
const poor = repeat(3, count(300, 1), healthy);

test('the evidence of one step goes on in the next, as if it were one window', () => {
  const first = verdict(fiveHundreds, bake(poor), end);
  const second = verdict(fiveHundreds, bake(poor, { carried: first.carry! }), end);
  const whole = verdict(fiveHundreds, bake([...poor, ...poor]), end);

  expect(first.result).not.toBe('fail');
  expect(second.carry).toEqual(whole.carry);
  expect(second.result).toBe(whole.result);
});

test('harm too small for any one step is proven over several', () => {
  let carried = verdict(fiveHundreds, bake(poor), end).carry;
  const results = Array.from({ length: 5 }, () => {
    const given = verdict(fiveHundreds, bake(poor, { ...(carried && { carried }) }), end);
    carried = given.carry;
    return given.result;
  });

  expect(verdict(fiveHundreds, bake(poor), end).result).not.toBe('fail');
  expect(results).toContain('fail');
});

test('what is carried survives JSON to the last bit', () => {
  const { carry } = verdict(fiveHundreds, bake(poor), end);

  expect(JSON.parse(JSON.stringify(carry))).toEqual(carry);
});

test('a failure leaves nothing: no window follows it', () => {
  const given = verdict(fiveHundreds, bake(repeat(5, count(300, 30), healthy)), end);

  expect(given).toMatchObject({ result: 'fail' });
  expect(given.carry).toBeUndefined();
});

test('capitals of another method are not gone on with', () => {
  const { carry } = verdict(fiveHundreds, bake(poor), end);
  const alien = { ...carry!, own: [1e9] };

  const given = verdict(fiveHundreds, bake(repeat(10, count(300)), { carried: alien }), end);

  expect(given.result).toBe('pass');
});

describe('a candidate right at its limit, over eight steps that share one bet', () => {
  // A budget so large that the simulation can see it spent.
  const [alpha, share, runs, steps, periods] = [0.05, 0.05, 600, 8, 5];
  const relative: Comparator = {
    kind: 'concurrent',
    threshold: share,
    unit: 'ratio',
    requests: 1_000,
    window: { start: '2026-01-05T11:00:00.000Z', end: '2026-01-05T12:00:00.000Z' },
  };

  test.each<[string, Gate, Partial<Observations>]>([
    ['errors', { ...fiveHundreds, limit: share, passLimit: 0.2, alpha }, {}],
    // Against the stable alone, which has as many.
    ['4XX', { ...fourHundreds, limit: 0.01, alpha }, { comparator: relative }],
    [
      'latency',
      { ...tail, quantile: 1 - share, alpha },
      { comparator: { ...relative, threshold: 96_000, unit: 'µs' }, thresholdMicros: 96_000 },
    ],
  ])('%s: is taken back as rarely as the budget says', (_, gate, seen) => {
    const random = randomFrom(23);
    let failed = 0;
    const draw = (n: number) => count(n, random.binomial(n, share));
    for (let run = 0; run < runs; run += 1) {
      let carried: Carried | undefined;
      for (let step = 0; step < steps; step += 1) {
        // One look at the end knows what a look after each period would have said: a failure stays one.
        const rows = Array.from({ length: periods }, (): Row => [draw(60), draw(600)]);
        const given = verdict(gate, bake(rows, { ...seen, ...(carried && { carried }) }), end);
        if (given.result === 'fail') failed += 1;
        if (given.result === 'fail') break;
        carried = given.carry;
      }
    }

    // Three standard errors of the simulation.
    const error = Math.sqrt((alpha * (1 - alpha)) / runs);
    expect(failed / runs).toBeLessThanOrEqual(alpha + 3 * error);
    expect(failed).toBeGreaterThan(0);
  });
});

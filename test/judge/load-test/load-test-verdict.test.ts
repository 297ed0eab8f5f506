import fc from 'fast-check';
import { record, type Histogram } from '../../../src/judge/answers/log-linear-histogram';
import type { LoadStage } from '../../../src/judge/load-test/load-stage';
import {
  loadTestVerdicts,
  type LoadTestGate,
} from '../../../src/judge/load-test/load-test-verdict';
import type { Reason, Verdict } from '../../../src/judge/verdict';
import { evenShare } from '../even-share';
import { randomFrom } from '../random';
import { end, gate, stage } from './story';

describe('a load test at the expected peak', () => {
  test.each<[string, readonly LoadStage[], Reason, RegExp]>([
    [
      'well within the SLA',
      [stage(10_000, 50)],
      'within-limit',
      /^At 1x .* 50 of 10000 requests \(0.5 %\) took longer than the SLA of 120 ms, 1 % may; with near certainty at most 0.63/,
    ],
    [
      'too slow beyond doubt',
      [stage(10_000, 200)],
      'slower-than-limit',
      /beyond doubt at least 1.69 % do/,
    ],
    [
      'near the limit',
      [stage(1_000, 8)],
      'above-limit-not-proven',
      /about \d+ more requests would decide/,
    ],
    ['too short to say', [stage(100, 0)], 'above-limit-not-proven', /may be up to/],
    ['as slow as it may be', [stage(10_000, 100)], 'above-limit-not-proven', /right at its limit/],
    [
      'a few errors, not proven too many',
      [stage(2_000, 0, { errors: 1 })],
      'above-limit-not-proven',
      /errors may be up to 0.237 %, limit 0.1 %/,
    ],
    [
      'extended until it is clear',
      [stage(1_000, 8), stage(60_000, 480)],
      'within-limit',
      /488 of 61000/,
    ],
    [
      'a sixth of the load missing',
      [stage(10_000, 50, { offered: 12_000 })],
      'load-not-reached',
      /10000 of 12000 requests were answered \(83.3 %, needed: 99 %\)/,
    ],
    [
      'errors over the limit',
      [stage(10_000, 50, { errors: 20 })],
      'errors-under-load',
      /20 of 10000 answers were errors \(0.2 %, limit 0.1 %\)/,
    ],
    [
      'slow, but so is the generator',
      [stage(10_000, 500, { lateMicros: 15_000 })],
      'generator-behind',
      /15 ms late at 1x \(limit 12 ms\)/,
    ],
    [
      'one of two runs spoilt',
      [stage(10_000, 0), stage(10_000, 0, { lateMicros: 15_000 })],
      'generator-behind',
      /generator/,
    ],
    ['never run', [], 'no-traffic', /No load of 1x/],
    ['run at 1.5x alone', [stage(10_000, 0, { load: 1.5 })], 'no-traffic', /No load of 1x/],
    ['no request due', [stage(0, 0)], 'no-traffic', /No load/],
  ])('%s', (_, stages, reason, sentence) => {
    const { verdict } = loadTestVerdicts(gate, stages, end);

    expect(verdict.reason).toBe(reason);
    expect(verdict.sentence).toMatch(sentence);
  });

  test('says nothing before its end', () => {
    const { verdict } = loadTestVerdicts(gate, [stage(10_000, 9_000)], { final: false });

    expect(verdict).toMatchObject({ result: 'inconclusive', reason: 'too-early' });
  });

  test('spends less error at each further look', () => {
    const near = [stage(10_000, 83)];

    expect(loadTestVerdicts(gate, near, { final: true, look: 1 }).verdict.result).toBe('pass');
    expect(loadTestVerdicts(gate, near, { final: true, look: 3 }).verdict.result).toBe(
      'inconclusive',
    );
  });

  test('counts fewer requests where stalls make many of them slow at once', () => {
    const even = Array.from({ length: 30 }, () => ({ n: 200, x: 1 }));
    const stalled = even.map((_, index) => ({ n: 200, x: index === 7 ? 30 : 0 }));

    const [calm, bursty] = [even, stalled].map(
      (parts) => loadTestVerdicts(gate, [stage(6_000, 30, { latencies: { parts } })], end).verdict,
    );

    expect(calm!.result).toBe('pass');
    expect(bursty!.result).toBe('inconclusive');
  });
});

test('the load above the peak is reported and decides nothing', () => {
  const stages = [
    stage(10_000, 50),
    stage(10_000, 900, { load: 1.5 }),
    stage(5_000, 0, { load: 0.5 }),
  ];

  const { verdict, reported } = loadTestVerdicts(gate, stages, end);

  expect(verdict).toMatchObject({ gate: 'load', result: 'pass' });
  expect(reported).toMatchObject([
    { gate: 'load@0.5x', result: 'pass' },
    { gate: 'load@1.5x', result: 'fail', value: 0.09, limit: 0.01 },
  ]);
});

describe('a histogram of latencies', () => {
  const of = (slow: number, edge: number): LoadStage => {
    const histogram: Histogram = {};
    const times = (count: number, value: number) => {
      for (let each = 0; each < count; each += 1) record(histogram, value);
    };
    times(10_000 - slow - edge, 60_000);
    times(edge, 120_500);
    times(slow, 300_000);
    return stage(10_000, 0, { latencies: { histogram } });
  };

  test('is judged as its counts are', () => {
    expect(loadTestVerdicts(gate, [of(50, 0)], end).verdict.candidate).toEqual(
      loadTestVerdicts(gate, [stage(10_000, 50)], end).verdict.candidate,
    );
    expect(loadTestVerdicts(gate, [of(200, 0)], end).verdict.result).toBe('fail');
  });

  test('neither fails nor passes by what lies in the bin of the SLA', () => {
    expect(loadTestVerdicts(gate, [of(0, 500)], end).verdict).toMatchObject({
      result: 'inconclusive',
      reason: 'above-limit-not-proven',
    });
  });
});

describe('what is no load test', () => {
  test.each<[string, LoadStage, RegExp]>([
    ['NaN', stage(NaN, 0), /NaN/],
    ['more answers than requests', stage(100, 0, { offered: 99 }), /100 answers came to 99/],
    ['more slow than timed', stage(100, 101), /101 of 100/],
    ['a negative count', stage(100, -1), /-1 of 100/],
    [
      'untimed answers',
      stage(100, 0, { latencies: { parts: [] } }),
      /0 latencies were taken of 100/,
    ],
    ['an infinite lateness', stage(100, 0, { lateMicros: Infinity }), /Infinity µs late/],
    ['a part of a request', stage(100, 0, { errors: 0.5 }), /0.5 with an error/],
    [
      'a bin below zero',
      stage(5, 0, { latencies: { histogram: { '-3': 5 } } }),
      /no count of latencies/,
    ],
    ['a load of none', stage(5, 0, { load: NaN }), /NaN times the peak/],
  ])('%s is bad input', (_, given, sentence) => {
    const { verdict, reported } = loadTestVerdicts(gate, [given], end);

    const [judged = verdict] = reported;
    expect(judged).toMatchObject({ result: 'inconclusive', reason: 'bad-input' });
    expect(judged.sentence).toMatch(sentence);
  });

  test.each([
    ['milliseconds for microseconds', 60],
    ['nanoseconds for microseconds', 6e8],
  ])('latencies in %s are bad input', (_, value) => {
    const histogram: Histogram = {};
    for (let each = 0; each < 5_000; each += 1) record(histogram, value);
    const { verdict } = loadTestVerdicts(
      gate,
      [stage(5_000, 0, { latencies: { histogram } })],
      end,
    );

    expect(verdict).toMatchObject({ result: 'inconclusive', reason: 'bad-input' });
    expect(verdict.sentence).toMatch(/where the SLA is 120000 µs: .* another unit/);
  });

  test('1e12 requests are judged like any other number', () => {
    expect(loadTestVerdicts(gate, [stage(1e12, 5e9)], end).verdict.result).toBe('pass');
    expect(loadTestVerdicts(gate, [stage(1e12, 2e10)], end).verdict.result).toBe('fail');
  });

  test.each([NaN, Infinity])('look %d has nothing left to spend', (look) => {
    for (const x of [0, 9_000])
      expect(loadTestVerdicts(gate, [stage(10_000, x)], { final: true, look }).verdict.result).toBe(
        'inconclusive',
      );
  });

  test.each<[Partial<LoadTestGate>, fault: string]>([
    [{ slaMicros: NaN }, 'the SLA is NaN µs'],
    [{ slaMicros: 0 }, 'the SLA is 0 µs'],
    [{ slaMicros: -5 }, 'the SLA is -5 µs'],
    [{ slaMicros: Infinity }, 'the SLA is Infinity µs'],
    [{ quantile: 99 }, 'the quantile is 99; p99 is 0.99'],
    [{ quantile: 1 }, 'the quantile is 1; p99 is 0.99'],
    [{ quantile: 0 }, 'the quantile is 0; p99 is 0.99'],
    [{ quantile: -1 }, 'the quantile is -1; p99 is 0.99'],
    [{ errorLimit: 5 }, 'the limit of errors is 5; a share is 0 to 1, so 0.1 % is 0.001'],
    [{ errorLimit: 1 }, 'the limit of errors is 1; a share is 0 to 1, so 0.1 % is 0.001'],
    [{ errorLimit: -0.1 }, 'the limit of errors is -0.1; a share is 0 to 1, so 0.1 % is 0.001'],
  ])('%j is no rule', (change, fault) => {
    const { verdict } = loadTestVerdicts({ ...gate, ...change }, [stage(10_000, 0)], end);

    expect(verdict).toMatchObject({
      result: 'inconclusive',
      reason: 'bad-input',
      sentence: `The load test at 1x cannot be judged: ${fault}.`,
      candidate: { n: 0 },
    });
  });

  test('a limit of no error at all is a rule, though no number of answers proves it', () => {
    const { verdict } = loadTestVerdicts({ ...gate, errorLimit: 0 }, [stage(10_000, 0)], end);

    expect(verdict.reason).toBe('above-limit-not-proven');
  });

  test('never passes, whatever numbers come', () => {
    const any = fc.oneof(fc.nat(3_000), fc.double(), fc.constantFrom(NaN, Infinity, -1, 2 ** 60));
    fc.assert(
      fc.property(any, any, any, any, any, any, (offered, answered, errors, lateMicros, n, x) => {
        const given = { load: 1, offered, answered, errors, lateMicros };
        const { verdict } = loadTestVerdicts(
          gate,
          [{ ...given, latencies: { parts: [{ n, x }] } }],
          end,
        );

        if (verdict.result === 'pass') {
          // 300 requests are the fewest that can show a share of 1 % (the rule of three).
          expect(n).toBeGreaterThan(298);
          expect(x / n).toBeLessThan(0.01);
          expect(answered / offered).toBeGreaterThanOrEqual(0.99);
        }
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
    );
  });
});

test('more slow requests never make a verdict better', () => {
  const rank = { pass: 0, inconclusive: 1, fail: 2 } as const;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), evenShare, (n, share) => {
      const x = Math.floor(n * share ** 6);
      const [less, more] = [x, Math.min(n, x + 5)].map(
        (slow) => rank[loadTestVerdicts(gate, [stage(n, slow)], end).verdict.result],
      );
      expect(more).toBeGreaterThanOrEqual(less!);
    }),
  );
});

test('a candidate exactly at its SLA passes 5 times of 100 at most and fails once', () => {
  const random = randomFrom(31);
  const results = new Map<number, Verdict['result']>();
  const resultWith = (x: number) => {
    const known = results.get(x) ?? loadTestVerdicts(gate, [stage(6_000, x)], end).verdict.result;
    results.set(x, known);
    return known;
  };
  const seen = { pass: 0, fail: 0, inconclusive: 0 };
  const replicates = 10_000;
  for (let each = 0; each < replicates; each += 1)
    seen[resultWith(random.binomial(6_000, 0.01))] += 1;

  // Three standard errors of the simulation above what the bounds promise.
  expect(seen.pass / replicates).toBeLessThanOrEqual(0.05 + 0.0066);
  expect(seen.fail / replicates).toBeLessThanOrEqual(0.01 + 0.003);
});

import { loadTestVerdicts } from '../../../src/judge/load-test/load-test-verdict';
import { end, gate, stage } from './story';

describe('right at a limit', () => {
  const reason = (...given: Parameters<typeof stage>) =>
    loadTestVerdicts(gate, [stage(...given)], end).verdict.reason;

  test('what is no more than allowed is allowed', () => {
    expect(reason(10_000, 50, { lateMicros: 12_000 })).toBe('within-limit');
    expect(reason(10_000, 50, { lateMicros: 12_001 })).toBe('generator-behind');
    const answered = (count: number) => reason(count, 50, { offered: 10_000 });
    expect(answered(9_900)).toBe('within-limit');
    expect(answered(9_899)).toBe('load-not-reached');
    expect(reason(10_000, 50, { errors: 10 })).toBe('above-limit-not-proven');
    expect(reason(10_000, 50, { errors: 11 })).toBe('errors-under-load');
  });
});

// How many more, by the exact bounds of SciPy (beta.ppf) at 2.5 % for a pass, 0.5 % for a failure, in these shares.
test.each<[n: number, x: number, errorLimit: number, errors: number, doubt: string, more: string]>([
  [100, 0, 0.5, 0, 'it may be up to 2.95 %', 'about 268 more requests would decide'],
  // Without an error: ln 0.025 / ln 0.999.
  [100, 0, 0.001, 0, 'it may be up to 2.95 %', 'about 3588 more requests would decide'],
  [1000, 8, 0.5, 0, 'it may be up to 1.44 %', 'about 8527 more requests would decide'],
  [500, 2, 0.5, 0, 'it may be up to 1.25 %', 'about 550 more requests would decide'],
  [
    2000,
    0,
    0.001,
    1,
    'errors may be up to 0.237 %, limit 0.1 %',
    'about 13278 more requests would decide',
  ],
  [60, 3, 0.5, 0, 'it may be up to 12.4 %', 'about 32 more requests would decide'],
  [600, 10, 0.5, 0, 'it may be up to 2.81 %', 'about 1263 more requests would decide'],
  [
    10_000,
    100,
    0.5,
    0,
    'it may be up to 1.18 %',
    'no longer test would tell, the candidate is right at its limit',
  ],
])(
  '%d requests, %d slow, errors up to %d, %d errors: %s: %s',
  (n, x, errorLimit, errors, doubt, more) => {
    const { verdict } = loadTestVerdicts({ ...gate, errorLimit }, [stage(n, x, { errors })], end);
    const share = `${Number(((100 * x) / n).toPrecision(3))} %`;

    expect(verdict.sentence).toBe(
      `At 1x the expected peak ${x} of ${n} requests (${share}) took longer than the SLA of 120 ms, 1 % may; ${doubt}: ${more}.`,
    );
  },
);

test('a verdict of nothing but errors has no value', () => {
  const dead = stage(10, 0, { errors: 10, latencies: { parts: [] } });
  const { verdict } = loadTestVerdicts(gate, [dead], end);

  expect(verdict).toEqual({
    result: 'inconclusive',
    gate: 'load',
    reason: 'errors-under-load',
    sentence:
      'At 1x 10 of 10 answers were errors (100 %, limit 0.1 %): the latency of the rest says nothing.',
    limit: 0.01,
    unit: 'ratio',
    candidate: { n: 0, x: 0, ratio: 0, upper: 1 },
    stable: { n: 0, x: 0, ratio: 0, upper: 1 },
    method: expect.stringContaining('exact bounds') as string,
  });
  expect(loadTestVerdicts(gate, [dead], { final: false }).verdict.sentence).toBe(
    'At 1x the expected peak 0 of 0 requests (0 %) took longer than the SLA of 120 ms, 1 % may, so far.',
  );
});

import { explanationOf } from '../../../src/judge/record/explanation';
import { fewestRequests, mostBad } from '../../../src/judge/record/pass-room';
import { smallestLimit } from '../../../src/judge/record/smallest-limit';
import { judgeRecord, type GateRecord } from '../../../src/judge/record/gate-record';
import { upperBound } from '../../../src/judge/statistics/upper-bound';
import { fiveHundreds } from '../story';
import { recordFor } from './made-record';

test.each(Object.entries(recordFor))('%s is explained', (_, make) => {
  expect(explanationOf(make())).toMatchSnapshot();
});

test('the limit that is said not to have failed does not, and one a tenth lower does', () => {
  const failed = recordFor['above-limit']();
  const limit = smallestLimit(failed)!;
  const under = (other: number): GateRecord =>
    judgeRecord({
      ...failed,
      gate: { ...fiveHundreds, limit: other, passLimit: Math.max(0.005, other) },
    });

  expect(failed.verdict.result).toBe('fail');
  expect(under(limit).verdict.result).not.toBe('fail');
  expect(under(limit * 0.9).verdict.result).toBe('fail');
});

test.each([300, 736, 1_843, 100_000])('the room for bad ones among %d is exact', (n) => {
  const rule = { limit: 0.001, passLimit: 0.005, error: 0.025, dispersion: 1 };
  const most = mostBad(n, rule);

  expect(most === undefined).toBe(upperBound({ n, x: 0 }, 0.025) > 0.005);
  if (most === undefined) return;
  expect(upperBound({ n, x: most }, 0.025)).toBeLessThanOrEqual(0.005);
  expect((most + 1) / n > 0.001 || upperBound({ n, x: most + 1 }, 0.025) > 0.005).toBe(true);
});

test('736 clean requests are enough for 0.5 %, and none are where the share is above the limit', () => {
  const rule = { limit: 0.001, passLimit: 0.005, error: 0.025, dispersion: 1 };

  expect(fewestRequests(0, rule)).toBeGreaterThanOrEqual(736);
  expect(fewestRequests(0, rule)).toBeLessThanOrEqual(737);
  expect(fewestRequests(0.002, rule)).toBeUndefined();
});

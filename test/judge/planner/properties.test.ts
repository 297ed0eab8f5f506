import fc from 'fast-check';
import type { Gate } from '../../../src/judge/gate';
import { forecastWindows } from '../../../src/judge/planner/forecast';
import { passChances } from '../../../src/judge/planner/pass-chance';
import type { Outlook, PlannedWindow } from '../../../src/judge/planner/planned-window';
import { ratioRules } from '../../../src/judge/ratio-verdict';
import { evenShare } from '../even-share';
import { fiveHundreds, fourHundreds, tail } from '../story';

const rules = ratioRules(fiveHundreds, undefined);
const cpu: Gate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  max: 80,
  minimum: { requests: 0, periods: 1 },
  alpha: 0.001,
};

test('a worse candidate never has the better chance, and a second look only adds to it', () => {
  const requests = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(requests, evenShare, evenShare, (mean, one, other) => {
      const [better, worse] = [one, other].map((share) => share ** 3 / 20).sort((a, b) => a - b);
      const looks = [mean, 2 * mean].map((count) => ({ requests: count, periods: 30 }));
      const [good, bad] = [better!, worse!].map((share) => passChances(rules, looks, share));

      for (const chances of [good!, bad!]) {
        expect(chances[0]).toBeGreaterThanOrEqual(0);
        expect(chances[1]).toBeGreaterThanOrEqual(chances[0]!);
        expect(chances[1]).toBeLessThanOrEqual(1);
      }
      // Second looks are summed in strides where there are many bad requests.
      expect(bad![0]).toBeLessThanOrEqual(good![0]! + 1e-9);
      expect(bad![1]).toBeLessThanOrEqual(good![1]! + 1e-2);
    }),
    { numRuns: 60 },
  );
});

test('whatever numbers come, nothing is promised that is no chance, and nothing throws', () => {
  const wrong = fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 1e308);
  const any = fc.oneof(wrong, fc.integer({ min: 1, max: 5_000 }), evenShare, fc.constant(1e12));
  // Searching what would help takes seconds where most requests are bad.
  const share = fc.oneof(wrong, fc.constantFrom(0.0005, 0.01, 50));
  const length = fc.oneof(wrong, fc.constantFrom(10, 60, 1_800));
  const window: fc.Arbitrary<PlannedWindow> = fc.record({
    title: fc.constant('step 1'),
    percent: any,
    mirrored: fc.boolean(),
    seconds: length,
    afterChange: fc.boolean(),
  });
  const outlook: fc.Arbitrary<Outlook> = fc.record({
    requestsPerSecond: any,
    periodSeconds: length,
    extend: fc.boolean(),
    presentShares: fc.record({ '5xx': share, '4xx': share, p99: share, cpu: share }),
  });
  fc.assert(
    fc.property(window, outlook, (planned, expected) => {
      const gates = [fiveHundreds, fourHundreds, tail, cpu];
      const [seen] = forecastWindows(gates, [planned], expected);

      for (const { chance, chanceExtended } of [seen!, ...seen!.gates])
        for (const each of [chance, chanceExtended ?? 0]) {
          expect(each).toBeGreaterThanOrEqual(0);
          expect(each).toBeLessThanOrEqual(1);
        }
      expect(JSON.stringify(seen)).not.toContain('null');
    }),
    { numRuns: 25 },
  );
});

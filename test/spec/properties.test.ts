import fc from 'fast-check';
import { planSteps } from '../../src/release/steps';
import { checkSpec } from '../../src/spec/check-spec';
import { parseSpec } from '../../src/spec/parse-spec';
import { specWith } from './smallest';

const parse = (sections: Record<string, string>) => parseSpec(specWith(sections), 'release.yaml');

const step = fc.oneof(
  fc.integer({ min: 1, max: 100 }).map((share) => `{ canary: ${share}%, bake: 15m }`),
  fc
    .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
    .map(([by, to]) => `{ linear: ${by}%, to: ${to}%, bake: 20m }`),
  fc.constant('{ bake: 30m }'),
  fc.constant('{ approval: { within: 4h } }'),
);

test('steps that are taken go up to exactly 100 %, and every gate stands before a step that comes', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const result = parse({ steps: `[${steps.join(', ')}]` });
      if (!result.ok) return;
      taken += 1;
      const planned = planSteps(result.spec);
      expect(planned.map(({ index }) => index)).toEqual(planned.map((_, i) => i + 1));
      planned.forEach(({ kind, percent }, i) => {
        const before = planned[i - 1]?.percent ?? 0;
        expect(Number.isInteger(percent)).toBe(true);
        if (kind === 'bake') expect(percent).toBe(before);
        else expect(percent).toBeGreaterThan(before);
      });
      expect(planned.at(-1)?.percent).toBe(100);
      for (const { before } of result.spec.approvals)
        if (typeof before !== 'string') expect(before.step).toBeLessThanOrEqual(planned.length);
    }),
    { numRuns: 1500 },
  );
  expect(taken).toBeGreaterThan(100);
});

test('any share that is not a whole percentage from 1 to 100 is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.integer(), fc.string({ maxLength: 8 })), (wild) => {
      const result = parse({ steps: `[{ canary: ${JSON.stringify(wild)}, bake: 15m }]` });
      expect(result.ok).toBe(
        /^[1-9][0-9]?0?%$/.test(String(wild)) && Number.parseInt(String(wild)) <= 100,
      );
    }),
  );
});

test('a duration is taken just when it is 1 s to 30 d in d, h, m and s', () => {
  const count = fc.integer({ min: 0, max: 5000 });
  fc.assert(
    fc.property(count, count, count, count, (d, h, m, s) => {
      const seconds = d * 86_400 + h * 3600 + m * 60 + s;
      const result = parse({ onInconclusive: `{ hold: ${d}d${h}h${m}m${s}s }` });
      expect(result.ok).toBe(seconds >= 1 && seconds <= 30 * 86_400);
      if (result.ok) expect(result.spec.onInconclusive.holdSeconds).toBe(seconds);
    }),
  );
});

test('what the parser gives, the planner takes, also after crossing as JSON', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('normal', 'high'),
      (steps, risk) => {
        const result = parse({ steps: `[${steps.join(', ')}]`, risk });
        if (!result.ok) return;
        expect(checkSpec(JSON.parse(JSON.stringify(result.spec)))).toEqual(result);
      },
    ),
    { numRuns: 500 },
  );
});

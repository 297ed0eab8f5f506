import fixture from '../fixtures/judge-reference-cases.json';
import { answerTo, type ReferenceCase } from './reference-case';

const cases = fixture.cases as unknown as readonly ReferenceCase[];

test('all published cases are here', () => {
  expect(cases).toHaveLength(80);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(80);
});

test.each(cases.map((example) => [example.id, example] as const))('%s', (_, example) => {
  const answer = answerTo(example);

  for (const [name, want] of Object.entries(example.expected))
    expect({ [name]: answer[name] }).toEqual({ [name]: within(want, example.tolerance) });
});

/** Matches what is as close as the case demands; lists must be as long. */
function within(want: unknown, tolerance: ReferenceCase['tolerance']): unknown {
  if (Array.isArray(want)) return want.map((value) => within(value, tolerance));
  if (typeof want !== 'number' || tolerance.exact) return want;
  const allowed = tolerance.abs ?? (tolerance.rel ?? NaN) * Math.abs(want);
  return {
    asymmetricMatch: (got: unknown) => typeof got === 'number' && Math.abs(got - want) <= allowed,
    toAsymmetricMatcher: () => `${want} ± ${allowed}`,
    toString: () => `${want} ± ${allowed}`,
  };
}

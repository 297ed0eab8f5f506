import fc from 'fast-check';
import { buildPlan } from '../../src/release/build-plan';
import { planDigest, planNames, sealPlan, type ReleasePlan } from '../../src/release/plan';
import { dayLongSpec, sampleFacts } from '../support/sample-plan';

/** A plan in which every optional field is there. */
const plan: ReleasePlan = buildPlan(
  {
    ...dayLongSpec,
    smoke: { payload: 's3://models/fraud/smoke.json', contentType: 'application/json' },
    notify: { webhook: 'https://hooks.example.com/slipway' },
    runbook: 'https://wiki.example.com/fraud',
    description: 'the November model',
  },
  sampleFacts,
);
const unbound: readonly string[] = ['digest', 'names', 'observed'];

type Path = readonly (string | number)[];

/** Every place in a value that holds something, leaves and containers. */
function places(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const inside = Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]));
  return path.length > 0 ? [path, ...inside] : inside;
}

function changedAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return typeof value === 'number' ? value + 1 : 'something else';
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      String(index) === key ? changedAt(item, rest) : item,
    );
  const object = value as Record<string, unknown>;
  return { ...object, [key]: changedAt(object[key], rest) };
}

function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(
    ([key, member]) => [key, shuffled(member, seed)] as const,
  );
  const turn = members.length > 0 ? seed % members.length : 0;
  return Object.fromEntries([...members.slice(turn), ...members.slice(0, turn)].reverse());
}

describe('the digest of a plan', () => {
  const bound = places(plan).filter(([first]) => !unbound.includes(String(first)));

  test(`changes with each of ${bound.length} places of a full plan`, () => {
    const blind = bound.filter(
      (path) => planDigest(changedAt(plan, path) as ReleasePlan) === plan.digest,
    );

    expect(bound.length).toBeGreaterThan(120);
    expect(blind.map((path) => path.join('.'))).toEqual([]);
  });

  test('changes when a member is taken away', () => {
    const members = Object.keys(plan).filter((key) => !unbound.includes(key));
    const blind = members.filter((key) => {
      const without = Object.fromEntries(Object.entries(plan).filter(([name]) => name !== key));
      return planDigest(without as unknown as ReleasePlan) === plan.digest;
    });

    expect(blind).toEqual([]);
  });

  test('does not change with the plan’s own names, its digest, or what was only observed', () => {
    const free = places(plan).filter(([first]) => unbound.includes(String(first)));

    for (const path of free)
      expect(planDigest(changedAt(plan, path) as ReleasePlan)).toBe(plan.digest);
  });

  test('is stable under the order of keys, at any depth', () => {
    fc.assert(
      fc.property(fc.nat(100), (seed) => {
        expect(planDigest(shuffled(plan, seed) as ReleasePlan)).toBe(plan.digest);
      }),
      { numRuns: 30 },
    );
  });

  test('is stable through JSON, as the plan crosses Temporal', () => {
    expect(planDigest(JSON.parse(JSON.stringify(plan)) as ReleasePlan)).toBe(plan.digest);
  });
});

describe('the names of a plan', () => {
  const endpoints = fc
    .stringMatching(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/)
    .filter((name) => name.length <= 63);
  const digests = fc.stringMatching(/^[0-9a-f]{64}$/);

  test('pass the pattern of AWS for any endpoint name, differ, and hold the digest', () => {
    fc.assert(
      fc.property(endpoints, digests, (endpoint, digest) => {
        const names = Object.values(planNames(endpoint, digest)) as string[];
        for (const name of names) {
          expect(name).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
          expect(name.length).toBeLessThanOrEqual(63);
          expect(name).toContain(digest.slice(0, 12));
        }
        expect(new Set(names).size).toBe(4);
      }),
    );
  });

  test('of two endpoints that begin alike differ, because their digests do', () => {
    const long = 'a'.repeat(50);
    const one = sealPlan({ ...plan, endpoint: `${long}-one` });
    const two = sealPlan({ ...plan, endpoint: `${long}-two` });

    expect(Object.values(one.names)).not.toEqual(Object.values(two.names));
  });
});

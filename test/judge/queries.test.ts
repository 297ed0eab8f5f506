import { observe, queries } from '../../src/judge/judge';
import type { Context, Reading, Window } from '../../src/judge/observation';
import { fiveHundreds, minute, noon, tail } from './story';

const context: Context = { stableServes: true, exceedance: 'counts' };
const iso = (ms: number): string => new Date(ms).toISOString();
const window: Window = { start: iso(noon + 7_000), end: iso(noon + 47_000), period: 10 };

test('only whole periods of the window are asked for', () => {
  const asked = queries(fiveHundreds, window, context, []);

  expect(asked.map(({ arm, stat }) => `${arm} ${stat}`)).toEqual([
    'candidate Sum',
    'candidate SampleCount',
    'stable Sum',
    'stable SampleCount',
  ]);
  for (const query of asked)
    expect(query).toMatchObject({
      metric: 'Invocation5XXErrors',
      period: 10,
      start: iso(noon + 10_000),
      end: iso(noon + 40_000),
    });
});

test('answered queries are not asked again, and a stable without traffic is not asked', () => {
  const alone = { ...context, stableServes: false };
  const asked = queries(fiveHundreds, window, alone, []);
  const answered = asked.map(({ id }): Reading => ({ id, points: [] }));

  expect(asked.every(({ arm }) => arm === 'candidate')).toBe(true);
  expect(queries(fiveHundreds, window, alone, answered)).toEqual([]);
});

test('ids fit CloudWatch and differ between gates whose names look alike', () => {
  const ids = ['a-b', 'a_b', 'a.b', 'P 99 ü'].flatMap((id) =>
    queries({ ...tail, id }, window, context, []).map((query) => query.id),
  );

  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9_]{0,254}$/);
});

test('a window shorter than its period asks for no empty range', () => {
  const short: Window = { start: iso(noon + 1_000), end: iso(noon + 9_000), period: 10 };

  expect(queries(fiveHundreds, short, context, [])).toEqual([]);
  expect(observe(fiveHundreds, short, context, []).expectedPeriods).toBe(0);
});

test('windows that outlive sub-minute points are asked for by the minute', () => {
  const shadow: Window = { start: iso(noon), end: iso(noon + 24 * 60 * minute), period: 10 };

  const asked = queries(tail, shadow, context, []);

  expect(asked.map(({ period }) => period)).toEqual([60, 60, 86_400, 86_400, 86_400, 86_400]);
  for (const { start, end, period } of asked)
    expect([Date.parse(start) % (period * 1000), Date.parse(end) % (period * 1000)]).toEqual([
      0, 0,
    ]);
});

function answers(
  points: Readonly<Record<string, readonly (number | undefined)[]>>,
): readonly Reading[] {
  return queries(fiveHundreds, { ...window, start: iso(noon) }, context, []).map(
    ({ id, arm, stat }) => ({
      id,
      points: (points[`${arm} ${stat}`] ?? []).flatMap((value, index) =>
        value === undefined ? [] : [{ at: iso(noon + index * 10_000), value }],
      ),
    }),
  );
}

test.each([
  ['where few requests were due, silence', [2, undefined, 2, 2], [100, 100, 100, 100], 4],
  ['where many were due, missing data', [50, undefined, 50, 50], [100, 100, 100, 100], 3],
  ['where the stable is absent too, missing data', [2, undefined, 2, 2], [9, undefined, 9, 9], 3],
])('a period without a point of the candidate is, %s', (_, candidate, stable, observed) => {
  const zero = [0, 0, 0, 0];
  const readings = answers({
    'candidate SampleCount': candidate,
    'candidate Sum': zero,
    'stable SampleCount': stable,
    'stable Sum': zero,
  });

  const seen = observe(fiveHundreds, { ...window, start: iso(noon) }, context, readings);

  expect(seen).toMatchObject({ expectedPeriods: 4 });
  expect(seen.periods).toHaveLength(observed);
});

test('a refused statistic of the candidate is named', () => {
  const [first] = queries(fiveHundreds, window, context, []);

  const seen = observe(fiveHundreds, window, context, [
    { id: first!.id, points: [], unavailable: 'Sum is unknown' },
  ]);

  expect(seen.unavailable).toBe('Sum is unknown');
});

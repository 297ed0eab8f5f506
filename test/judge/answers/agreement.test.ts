import fc from 'fast-check';
import { compare, within } from '../../../src/judge/answers/agreement';
import type { Answer } from '../../../src/judge/answers/answer';
import type { AnswerForm } from '../../../src/judge/answers/answer-spec';
import { kendall, overlap } from '../../../src/judge/answers/rank-agreement';
import { noon } from './story';

const answer = (part: Partial<Answer>): Answer => ({ at: noon, shape: '', ...part });
const tolerance = { absolute: 0.01, relative: 0.1 };
const opaque: AnswerForm = { kind: 'opaque', tolerance };

test.each<[AnswerForm, Partial<Answer>, Partial<Answer>, string[]]>([
  [{ kind: 'classification', label: { column: 0 } }, { label: 'a' }, { label: 'a' }, []],
  [{ kind: 'classification', label: { column: 0 } }, { label: 'a' }, { label: 'b' }, ['label']],
  [
    { kind: 'classification', label: { column: 0 } },
    { fault: 'no-label' },
    { label: 'b' },
    ['unreadable'],
  ],
  [{ kind: 'regression', score: { column: 0 }, tolerance }, { score: 10 }, { score: 11 }, []],
  [{ kind: 'regression', score: { column: 0 }, tolerance }, { score: 0 }, { score: 0.01 }, []],
  [
    { kind: 'regression', score: { column: 0 }, tolerance },
    { score: 10 },
    { score: 11.2 },
    ['score'],
  ],
  [opaque, { values: { $: [{ a: 1, b: ['x'] }] } }, { values: { $: [{ b: ['x'], a: 1.05 }] } }, []],
  [opaque, { values: { $: [{ a: 1 }] } }, { values: { $: [{ a: 1, b: 2 }] } }, ['$']],
  [
    opaque,
    { values: { '$.a': [1], '$.b': ['x'] } },
    { values: { '$.a': [2], '$.b': [] } },
    ['$.a', '$.b'],
  ],
  [opaque, { values: { $: [null] } }, { values: { $: [{}] } }, ['$']],
  [opaque, { values: { $: [{ a: 1 }] } }, { values: { $: [{ a: 2 }] } }, ['$']],
  [opaque, { values: { $: [{ a: 1 }] } }, { values: { $: [{ b: 1 }] } }, ['$']],
  [opaque, { values: { $: [1] } }, { values: { $: ['1'] } }, ['$']],
  [opaque, { values: { $: ['1'] } }, { values: { $: [1] } }, ['$']],
  [opaque, { values: { $: [[]] } }, { values: { $: [{}] } }, ['$']],
  [opaque, { values: { $: [1, 2] } }, { values: { $: [1] } }, ['$']],
  [{ kind: 'opaque' }, { values: { $: [1] } }, { values: { $: [1 + 2 ** -52] } }, ['$']],
])('%j: %j beside %j', (form, candidate, stable, differs) => {
  expect(compare(form, answer(candidate), answer(stable))).toEqual({
    agree: differs.length === 0,
    differs,
  });
});

test.each<[a: number, b: number, near: boolean]>([
  // The allowance of 0.1 is of the larger one.
  [10, 11.1, true],
  [10, 11.2, false],
  [-10, -11.1, true],
  [0, 0.01, true],
  [0, 0.0101, false],
  [0.05, -0.05, false],
  [Infinity, Infinity, true],
  [1e308, -1e308, false],
])('%p and %p are near: %p', (a, b, near) => {
  expect([within(tolerance, a, b), within(tolerance, b, a)]).toEqual([near, near]);
});

test.each<['overlap' | 'kendall', number, boolean]>([
  ['overlap', 0.75, true],
  ['overlap', 0.76, false],
  ['kendall', 0.6, true],
  ['kendall', 0.61, false],
])('ranked lists by %s of at least %p: %p', (by, least, agree) => {
  const form: AnswerForm = {
    kind: 'ranking',
    list: { column: 0 },
    agreeBy: { by, depth: 4, least },
  };
  const candidate = answer({ list: ['a', 'b', 'c', 'd'] });

  // Of ten pairs of items two are swapped: c stands below d and e, which it was above.
  const given = compare(form, candidate, answer({ list: ['a', 'b', 'd', 'e'] }));

  expect(given).toMatchObject({ agree, overlap: 0.75, tau: 0.6 });
});

test.each<[a: string[], b: string[], tau: number, share: number]>([
  [['a', 'b', 'c'], ['a', 'b', 'c'], 1, 1],
  [['a', 'b', 'c'], ['c', 'b', 'a'], -1, 1],
  [['a', 'b', 'c'], ['a', 'c', 'b'], 1 / 3, 1],
  [['a', 'b'], ['c', 'd'], -4 / 6, 0],
  [['a'], [], 1, 0],
  [['a', 'b', 'c'], ['a'], 2 / 3, 1 / 3],
  // An item that stands twice has its first place.
  [['a', 'b', 'a'], ['b', 'a'], -1, 1],
  [[], [], 1, 1],
])('%j beside %j', (a, b, tau, share) => {
  expect(kendall(a, b)).toBeCloseTo(tau, 12);
  expect(overlap(a, b)).toBe(share);
});

test('it makes no difference which arm is which', () => {
  const lists = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
  fc.assert(
    fc.property(lists, lists, (a, b) => {
      expect(kendall(a, b)).toBe(kendall(b, a));
      expect(Math.abs(kendall(a, b))).toBeLessThanOrEqual(1);
      expect(overlap(a, b)).toBe(overlap(b, a));
    }),
  );
  const number = fc.double({ min: -1e100, max: 1e100, noNaN: true });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(within(tolerance, a, b)).toBe(within(tolerance, b, a));
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [one, two] = [answer({ values: { $: [a] } }), answer({ values: { $: [b] } })];
      expect(compare(opaque, one, two).agree).toBe(compare(opaque, two, one).agree);
      expect(compare(opaque, one, one).agree).toBe(true);
    }),
  );
});

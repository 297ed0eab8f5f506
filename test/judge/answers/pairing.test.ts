import fc from 'fast-check';
import type { Arm } from '../../../src/judge/observation';
import {
  emptyPairing,
  emptyWaiting,
  settle,
  wait,
  type PairingTally,
} from '../../../src/judge/answers/pairing';
import { minute, noon, said } from './story';

const rule = { periodSeconds: 60, waitPeriods: 3 };
type Arrival = readonly [arm: Arm, id: string, at?: number];

function paired(arrivals: readonly Arrival[], until = Infinity) {
  const [waiting, tally] = [emptyWaiting(), emptyPairing()];
  for (const [arm, id, at = 0] of arrivals)
    wait(waiting, tally, { arm, id, answer: said('good', { at: noon + at }) });
  const pairs = settle(waiting, tally, until, rule);
  return { pairs, tally, waiting };
}

test.each<[what: string, arrivals: Arrival[], tally: Partial<PairingTally>]>([
  [
    'a pair',
    [
      ['candidate', 'a'],
      ['stable', 'a'],
    ],
    { pairs: 1 },
  ],
  [
    'one arm only',
    [
      ['candidate', 'a'],
      ['stable', 'b'],
    ],
    { candidateOnly: 1, stableOnly: 1 },
  ],
  [
    'an id given twice',
    [
      ['candidate', 'a'],
      ['stable', 'a'],
      ['candidate', 'a'],
    ],
    { ambiguous: 1 },
  ],
  [
    'an id that every object has',
    [
      ['candidate', '__proto__'],
      ['stable', '__proto__'],
    ],
    { pairs: 1 },
  ],
])('%s', (_, arrivals, tally) => {
  expect(paired(arrivals).tally).toEqual({ ...emptyPairing(), ...tally });
});

test('an answer waits for whole periods, then it is unmatched, and what comes later is late', () => {
  const early = paired([['candidate', 'a', 10_000]], noon + 3 * minute + 59_999);
  expect(early.tally).toEqual(emptyPairing());

  const { waiting, tally } = paired([['candidate', 'a', 10_000]], noon + 4 * minute);
  expect(tally).toEqual({ ...emptyPairing(), candidateOnly: 1 });

  wait(waiting, tally, { arm: 'stable', id: 'a', answer: said('good', { at: noon + 11_000 }) });
  expect(tally).toEqual({ ...emptyPairing(), candidateOnly: 1, late: 1 });
});

test('an answer as old as those that have left is late, one of the next period is not', () => {
  const { waiting, tally } = paired([], noon + 4 * minute + 59_999);
  const wait1 = (id: string, at: number): void =>
    wait(waiting, tally, { arm: 'stable', id, answer: said('good', { at: noon + at }) });

  expect(waiting).toEqual({ before: noon + minute, ids: {} });
  wait1('a', minute - 1);
  expect(tally).toEqual({ ...emptyPairing(), late: 1 });
  wait1('b', minute);
  expect(tally).toEqual({ ...emptyPairing(), late: 1 });
  expect(Object.keys(waiting.ids)).toEqual(['b']);
  // A period that begins when patience ends still waits.
  expect(settle(waiting, tally, noon + 4 * minute, rule)).toEqual([]);
  expect(Object.keys(waiting.ids)).toEqual(['b']);
  expect(waiting.before).toBe(noon + minute);
  settle(waiting, tally, noon + 5 * minute, rule);
  expect(waiting).toEqual({ before: noon + 2 * minute, ids: {} });
});

test('pairs keep both answers, and the time of the earlier one', () => {
  const late = said('fraud', { at: noon + 70_000 });
  const early = said('good', { at: noon + 50_000 });
  const [waiting, tally] = [emptyWaiting(), emptyPairing()];
  wait(waiting, tally, { arm: 'candidate', id: 'a', answer: late });
  wait(waiting, tally, { arm: 'stable', id: 'a', answer: early });

  expect(waiting.ids['a']).toEqual({ at: noon + 50_000, candidate: late, stable: early });
  expect(settle(waiting, tally, noon + 4 * minute, rule)).toEqual([
    { id: 'a', candidate: late, stable: early },
  ]);
  expect(tally).toEqual({ ...emptyPairing(), pairs: 1 });
});

test.each<[arms: Arm[], tally: Partial<PairingTally>]>([
  [['candidate', 'candidate'], { ambiguous: 1 }],
  [['stable', 'stable'], { ambiguous: 1 }],
  [['stable', 'stable', 'candidate'], { ambiguous: 1 }],
  [['candidate', 'candidate', 'stable', 'stable'], { ambiguous: 1 }],
])('an id that was answered by %j', (arms, tally) => {
  expect(paired(arms.map((arm) => [arm, 'a'] as const)).tally).toEqual({
    ...emptyPairing(),
    ...tally,
  });
});

test('an answer that comes late to an id still waiting makes the pair', () => {
  const { waiting, tally } = paired([['candidate', 'a', minute + 1_000]], noon + 4 * minute);

  wait(waiting, tally, {
    arm: 'stable',
    id: 'a',
    answer: said('good', { at: noon + minute - 1_000 }),
  });

  expect(settle(waiting, tally, Infinity, rule)).toHaveLength(1);
});

const arrivals = fc.array(
  fc.tuple(
    fc.constantFrom<Arm>('candidate', 'stable'),
    fc.constantFrom(...'abcdefgh'),
    fc.nat(300_000),
  ),
  { maxLength: 30 },
);

test('the order of arrival makes no difference', () => {
  const shuffled = arrivals.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.nat(400_000),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([all, other, until]) => {
      const whole = paired(all, noon + until);
      const inOrder = paired(other, noon + until);
      expect(inOrder.tally).toEqual(whole.tally);
      expect(new Set(inOrder.pairs.map(({ id }) => id))).toEqual(
        new Set(whole.pairs.map(({ id }) => id)),
      );
    }),
  );
});

test('every record is accounted for', () => {
  fc.assert(
    fc.property(arrivals, (all) => {
      const { tally, waiting } = paired(all);

      const ids = tally.pairs + tally.candidateOnly + tally.stableOnly + tally.ambiguous;
      expect(ids).toBe(new Set(all.map(([, id]) => id)).size);
      expect(waiting.ids).toEqual({});
      expect(JSON.parse(JSON.stringify(waiting))).toEqual(waiting);
    }),
  );
});

test('what waits is bounded: records beyond it are counted as lost', () => {
  const [waiting, tally] = [emptyWaiting(), emptyPairing()];
  const answer = said('good');
  for (let id = 0; id < 250_010; id += 1)
    wait(waiting, tally, { arm: 'stable', id: `id-${id}`, answer });
  wait(waiting, tally, { arm: 'candidate', id: 'id-7', answer });

  const pairs = settle(waiting, tally, noon + 4 * minute, rule);

  expect(pairs).toHaveLength(1);
  expect(tally).toEqual({ ...emptyPairing(), pairs: 1, stableOnly: 249_999, overflow: 10 });
  // Then there is room again.
  wait(waiting, tally, { arm: 'stable', id: 'a', answer: said('good', { at: noon + minute }) });
  expect(Object.keys(waiting.ids)).toEqual(['a']);
  expect(tally.overflow).toBe(10);
});

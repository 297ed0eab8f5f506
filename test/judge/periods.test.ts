import { countOf, observedPeriods } from '../../src/judge/observed-periods';
import { blockGrid, judgedPeriodMs, mainBlock, periodGrid } from '../../src/judge/period-grid';
import { iso } from './answered';
import { count, minute, noon } from './story';

const hours = 3_600_000;
const shifted = (from: number, to: number) => ({
  start: iso(noon + from * minute),
  end: iso(noon + to * minute),
  period: 10,
});

test('periods of seconds are taken by the minute in long windows', () => {
  expect(judgedPeriodMs(2.5 * hours, 10)).toBe(10_000);
  expect(judgedPeriodMs(2.5 * hours + 1, 10)).toBe(60_000);
  expect(judgedPeriodMs(3 * hours, 300)).toBe(300_000);
  expect(periodGrid(shifted(0, 200)).periodMs).toBe(60_000);
});

test('periods are whole ones within the window', () => {
  expect(periodGrid(shifted(0.1, 0.9))).toEqual({
    periodMs: 10_000,
    start: noon + 10_000,
    end: noon + 50_000,
    starts: [10, 20, 30, 40].map((second) => noon + second * 1000),
  });
  expect(periodGrid(shifted(0.9, 0.1)).starts).toEqual([]);
});

test('periods of a window are one block or two, and most of it lies in the main one', () => {
  const day = 24 * hours;
  const starting = (from: number, to: number, days = 0) => {
    const grid = blockGrid(shifted(from, to), days);
    return { ...grid, main: mainBlock(shifted(from, to), grid, days) };
  };
  const first = starting(0, 5);
  expect(first.starts).toEqual([first.start]);
  expect(first).toMatchObject({ periodMs: 5 * minute, main: noon });
  const early = starting(1, 6);
  expect(early.starts).toEqual([noon, noon + 5 * minute]);
  expect(early).toMatchObject({ main: noon, end: noon + 10 * minute });
  expect(starting(4, 9).main).toBe(noon + 5 * minute);
  expect(starting(2.5, 7.5).periodMs).toBe(5 * minute);
  expect(starting(4, 9, 1)).toMatchObject({
    start: noon - day,
    main: noon - day + 5 * minute,
  });
  // Halves alike: the earlier block.
  expect(starting(2, 6)).toMatchObject({ start: noon, main: noon });
  expect(starting(1, 3)).toMatchObject({ start: noon, main: noon });
});

test('periods without a point are silence only where few requests were due', () => {
  const starts = [0, 1, 2].map((period) => noon + period * minute);
  const grid = { starts, periodMs: minute, start: noon, end: noon + 3 * minute };
  const kept = (own: number, others: number, last: number) =>
    observedPeriods(grid, {
      candidate: (at) => (at === starts[2] ? undefined : count(own)),
      stable: (at) => (at === starts[2] ? count(last) : count(others)),
    }).map(({ candidate }) => candidate.n);

  expect(kept(4, 100, 100)).toEqual([4, 4, 0]);
  expect(kept(5, 100, 100)).toEqual([5, 5]);
  expect(kept(4, 100, 124)).toEqual([4, 4, 0]);
  expect(kept(4, 100, 125)).toEqual([4, 4]);
  expect(kept(4, 100, 0)).toEqual([4, 4]);
  expect(kept(4, 0, 100)).toEqual([4, 4]);
});

test('counts are what both statistics say; a hair above the whole is the whole', () => {
  expect(countOf(undefined, 1)).toBeUndefined();
  expect(countOf(1, undefined)).toBeUndefined();
  expect(countOf(5, 5)).toEqual(count(5, 5));
  expect(countOf(5, 5.5)).toEqual(count(5, 5));
  expect(countOf(5, 5.6)).toEqual(count(5, 5.6));
  expect(countOf(5, 4.9)).toEqual(count(5, 4.9));
});

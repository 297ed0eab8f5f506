import { sliceFindings, type SliceFinding } from '../../../src/judge/answers/slice-findings';
import { addSlices, mergeSlices, type SliceTally } from '../../../src/judge/answers/slice-tally';

const errors = { proof: 0.01, suspicion: 0.1 };
const none = { n: 0, x: 0 };

test('one slice that disagrees in all: bounds and chance by hand', () => {
  const tally = { country: { kept: { BR: { n: 3, x: 3 } }, other: none } };

  expect(sliceFindings(tally, 0.75, errors)).toEqual([
    {
      slice: 'country',
      value: 'BR',
      n: 3,
      x: 3,
      agreement: 0,
      // Clopper and Pearson without any agreement.
      upper: expect.closeTo(1 - 0.1 ** (1 / 3), 12) as number,
      p: expect.closeTo(0.25 ** 3, 12) as number,
      adjusted: expect.closeTo(0.25 ** 3, 12) as number,
      result: 'suspected',
    },
  ]);
});

test('the error is shared by all slices, and the most suspicious one stands first', () => {
  const tally: SliceTally = {
    b: { kept: { quiet: { n: 50, x: 0 }, bad: { n: 10, x: 10 } }, other: { n: 4, x: 4 } },
    a: { kept: { quiet: { n: 90, x: 0 }, still: { n: 50, x: 0 } }, other: none },
  };

  const found = sliceFindings(tally, 0.75, errors);

  const brief = ({ slice, value, result }: SliceFinding) => `${slice} = ${value}: ${result}`;
  expect(found.map(brief)).toEqual([
    'b = bad: differs',
    'b = (other): suspected',
    // Alike in all: by name.
    'a = quiet: unremarkable',
    'a = still: unremarkable',
    'b = quiet: unremarkable',
  ]);
  expect(found[0]!.upper).toBeCloseTo(1 - (0.1 / 5) ** (1 / 10), 12);
  expect(found.map(({ p }) => p)).toEqual([
    expect.closeTo(0.25 ** 10, 12),
    expect.closeTo(0.25 ** 4, 12),
    1,
    1,
    1,
  ]);
  expect(found.map(({ adjusted }) => adjusted)).toEqual([
    expect.closeTo(5 * 0.25 ** 10, 12),
    expect.closeTo((5 / 2) * 0.25 ** 4, 12),
    1,
    1,
    1,
  ]);
});

test('one disagreement of two: the chance of at least one', () => {
  const tally = { a: { kept: { z: { n: 2, x: 1 } }, other: none } };

  expect(sliceFindings(tally, 0.75, errors)).toMatchObject([
    { p: expect.closeTo(1 - 0.75 ** 2, 12) as number, agreement: 0.5, result: 'unremarkable' },
  ]);
});

test('of no slices there is nothing to find', () => {
  expect(sliceFindings({}, 0.75, errors)).toEqual([]);
});

test('pairs and disagreements are counted by name and value, and merge', () => {
  const [one, other]: [SliceTally, SliceTally] = [{}, {}];
  addSlices(one, { country: 'BR', channel: 'web' }, true);
  addSlices(one, { country: 'BR' }, false);
  addSlices(one, { country: 'DE' }, true);
  addSlices(other, { country: 'BR', age: 'old' }, false);

  expect(one).toEqual({
    country: { kept: { BR: { n: 2, x: 1 }, DE: { n: 1, x: 0 } }, other: none },
    channel: { kept: { web: { n: 1, x: 0 } }, other: none },
  });
  expect(mergeSlices(one, other)).toEqual({
    country: { kept: { BR: { n: 3, x: 2 }, DE: { n: 1, x: 0 } }, other: none },
    channel: { kept: { web: { n: 1, x: 0 } }, other: none },
    age: { kept: { old: { n: 1, x: 1 } }, other: none },
  });
});

test('the fifty first values of a slice are told apart', () => {
  const tally: SliceTally = {};
  for (let value = 52; value >= 1; value -= 1)
    addSlices(tally, { age: String(value).padStart(2, '0') }, value !== 51);

  expect(Object.keys(tally['age']!.kept).sort()).toEqual(
    Array.from({ length: 50 }, (_, index) => String(index + 1).padStart(2, '0')),
  );
  expect(tally['age']!.other).toEqual({ n: 2, x: 1 });
});

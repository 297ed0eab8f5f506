import fc from 'fast-check';
import { canonical } from '../../src/release/canonical';

test.each<[unknown, string]>([
  [null, 'null'],
  [undefined, 'null'],
  [true, 'true'],
  ['a"\n', '"a\\"\\n"'],
  [-0, '0'],
  [1e21, '1e+21'],
  [{}, '{}'],
  [[], '[]'],
  [{ b: 1, a: [2, { d: 3, c: undefined }] }, '{"a":[2,{"d":3}],"b":1}'],
  [{ '10': 1, '9': 2, é: 3, Z: 4 }, '{"10":1,"9":2,"Z":4,"é":3}'],
])('%p is %s', (value, text) => {
  expect(canonical(value)).toBe(text);
});

test('reads back as the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('is one text for one value, in whatever order its members stand', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (value, dice) => {
        expect(canonical(shuffled(value, () => Number(dice.next().value)))).toBe(canonical(value));
      },
    ),
  );
});

test('two values have one text only if they are the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
      const same = canonical(a) === canonical(b);

      if (same) expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
    }),
  );
});

function shuffled(value: unknown, dice: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, dice));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]) => ({
    key,
    member: shuffled(member, dice),
    place: dice(),
  }));
  members.sort((a, b) => a.place - b.place);
  return Object.fromEntries(members.map(({ key, member }) => [key, member]));
}

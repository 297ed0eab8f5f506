import type { Decoder, Encoder } from 'cbor-x' with { 'resolution-mode': 'import' };
import fc from 'fast-check';
import { decodeCbor } from '../../../src/sandbox/wire/cbor-decode';
import { encodeCbor } from '../../../src/sandbox/wire/cbor-encode';

// Another implementation of the same RFC is the judge of both directions.
const options = { useRecords: false, mapsAsObjects: true, tagUint8Array: false } as const;
let reference: { readonly decoder: Decoder; readonly encoder: Encoder };

beforeAll(async () => {
  const cbor = await import('cbor-x');
  reference = { decoder: new cbor.Decoder(options), encoder: new cbor.Encoder(options) };
});

const timestamp = fc
  .integer({ min: -1e11, max: 4e12 })
  .map((ms) => new Date(ms))
  // cbor-x rounds fractions of a second it cannot hold; whole ones compare exactly.
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));

const { value: data } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.integer(),
    fc.integer({ min: 0, max: 300 }),
    fc.maxSafeInteger(),
    // Negative zero is written as an integer by some: it has no place in AWS's data.
    fc.double({ noNaN: true }).map((value) => value + 0),
    fc.string({ unit: 'grapheme' }),
    timestamp,
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
}));

test('what we encode, another decoder reads back', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(reference.decoder.decode(encodeCbor(value))).toEqual(value);
    }),
  );
});

test('what another encoder writes, we read back', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(decodeCbor(Buffer.from(reference.encoder.encode(value)))).toEqual(value);
    }),
  );
});

test('timestamps are tag 1 and keep their milliseconds', () => {
  const encoded = encodeCbor(new Date(1_700_000_000_250));

  expect(encoded[0]).toBe(0xc1);
  expect(decodeCbor(encoded)).toEqual(new Date(1_700_000_000_250));
});

test('undefined members are left out', () => {
  expect(decodeCbor(encodeCbor({ a: undefined, b: [1] }))).toEqual({ b: [1] });
});

test.each([
  ['indefinite map and array', 'bf61619f0102ffff', { a: [1, 2] }],
  ['indefinite text', '7f61616162ff', 'ab'],
  ['half float', 'f93e00', 1.5],
  ['single float', 'fa3fc00000', 1.5],
  ['negative integer', '3863', -100],
  ['unknown tag', 'd82a01', 1],
  ['null', 'f6', undefined],
])('reads %s', (_what, hex, expected) => {
  expect(decodeCbor(Buffer.from(hex, 'hex'))).toEqual(expected);
});

test.each([
  ['nothing', ''],
  ['a cut text', '6461'],
  ['a text longer than memory', '7bffffffffffffffff'],
  ['an array longer than memory', '9bffffffffffffffff'],
  ['bytes after the item', '0101'],
  ['a lone break', 'ff'],
  ['a break in a definite array', '81ff'],
  ['a map with an odd number of items', 'bf6161ff'],
  ['a key that is no text', 'a10102'],
  ['a timestamp that is no number', 'c16161'],
  ['nesting without end', '81'.repeat(10_000)],
])('refuses %s', (_what, hex) => {
  expect(() => decodeCbor(Buffer.from(hex, 'hex'))).toThrow(RangeError);
});

// claim: wires · any bytes as CBOR are read or refused · AWS: Smithy RPC v2 CBOR protocol
test('any bytes are read or refused, never worse', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        decodeCbor(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonical } from '../../src/release/canonical';
import { digestOf, digestText } from '../../src/release/digest';

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('SHA-256 of %p', (text, digest) => {
  expect(digestText(text)).toBe(digest);
});

test('is what Node computes over the same bytes, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(digestText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  );
});

test('of a value is that of its canonical text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(digestOf(value)).toBe(digestText(canonical(value)));
    }),
  );
});

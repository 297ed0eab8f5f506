import fc from 'fast-check';
import { base64Text } from '../../../src/judge/answers/base64-text';
import { captureRecord as parse } from '../../../src/judge/answers/capture-record';
import { captureRecord as written } from '../../../src/sandbox/capture/capture-record';
import { captureLine, noon } from './story';

const plan = {
  ratio: 1,
  bucket: 'b',
  prefix: '',
  input: true,
  output: true,
  csv: ['text/csv'],
  json: ['application/json'],
};

test.each([
  ['JSON', 'application/json', '{"label":"schön"}'],
  ['CSV', 'text/csv', 'fraud,0.93'],
  ['base64', 'application/x-npy', 'ünlisted 😀'],
])('a line that the sandbox wrote as %s is read back', (_, contentType, text) => {
  const payload = { body: Buffer.from(text), contentType };
  const line = written(plan, { input: payload, output: payload, inferenceId: 'r-1', at: noon });

  expect(parse(line)).toEqual({ record: { id: 'r-1', at: noon, input: text, output: text } });
});

test('without an inference id the event id stands', () => {
  const taken = parse(captureLine({ output: 'x' }));

  expect(taken).toEqual({
    record: { id: 'a7c5ba1b-1b7e-4c4d-9a52-6ef5b3d0a001', at: noon, output: 'x' },
  });
});

test('an inference id that says nothing is none', () => {
  const line = changed((of) => (of.eventMetadata!.inferenceId = ''));

  expect(parse(line)).toMatchObject({
    record: { id: 'a7c5ba1b-1b7e-4c4d-9a52-6ef5b3d0a001', input: '{}' },
  });
});

type Line = {
  captureData?: Record<string, unknown>;
  eventMetadata?: Record<string, unknown>;
};
const changed = (change: (line: Line) => void): string => {
  const line = JSON.parse(captureLine({ id: 'r-1', input: '{}', output: '{}' })) as Line;
  change(line);
  return JSON.stringify(line);
};

test.each([
  ['not-json', '{"captureData":'],
  ['not-json', '[]'],
  ['not-json', 'null'],
  ['no-id', changed((line) => (line.eventMetadata = { inferenceTime: '2026-01-05T12:00:00Z' }))],
  ['no-id', changed((line) => (line.eventMetadata = undefined))],
  [
    'no-id',
    changed((line) => Object.assign(line.eventMetadata!, { inferenceId: '', eventId: '' })),
  ],
  ['no-id', changed((line) => Object.assign(line.eventMetadata!, { inferenceId: 7, eventId: 8 }))],
  ['no-time', changed((line) => (line.eventMetadata!.inferenceTime = 'yesterday'))],
  ['no-time', changed((line) => (line.eventMetadata!.inferenceTime = 2026))],
  ['no-time', changed((line) => (line.eventMetadata!.inferenceTime = 1767614400))],
  ['no-answer', changed((line) => (line.captureData!.endpointOutput = undefined))],
  ['no-answer', changed((line) => (line.captureData = undefined))],
  [
    'unknown-encoding',
    changed((line) => (line.captureData!.endpointOutput = { data: 'x', encoding: 'GZIP' })),
  ],
  [
    'undecodable',
    changed((line) => (line.captureData!.endpointOutput = { data: '~', encoding: 'BASE64' })),
  ],
  [
    'undecodable',
    changed((line) => (line.captureData!.endpointInput = { data: '/w==', encoding: 'BASE64' })),
  ],
  [
    'undecodable',
    changed((line) => (line.captureData!.endpointOutput = { data: {}, encoding: 'JSON' })),
  ],
])('a line is refused by name: %s', (refusal, line) => {
  expect(parse(line)).toEqual({ refusal });
});

test('base64 is what Node writes, and bytes that are no UTF-8 are refused as Node refuses them', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      let expected: string | undefined;
      try {
        expected = strict.decode(bytes);
      } catch {
        expected = undefined;
      }
      expect(base64Text(Buffer.from(bytes).toString('base64'))).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(Buffer.from(text).toString('utf8') === text);
      expect(base64Text(Buffer.from(text).toString('base64'))).toBe(text);
    }),
  );
});

// The ends of what RFC 3629 allows, and the first bytes beyond them.
test.each([
  ['00', '\u{0}'],
  ['7f', '\u{7f}'],
  ['c280', '\u{80}'],
  ['dfbf', '\u{7ff}'],
  ['e0a080', '\u{800}'],
  ['ed9fbf', '\u{d7ff}'],
  ['ee8080', '\u{e000}'],
  ['efbfbf', '\u{ffff}'],
  ['f0908080', '\u{10000}'],
  ['f48fbfbf', '\u{10ffff}'],
  ['41c3a942', 'A\u{e9}B'],
])('the bytes %s are UTF-8', (hex, text) => {
  expect(base64Text(Buffer.from(hex, 'hex').toString('base64'))).toBe(text);
});

test.each([
  ['a continuation alone', '80'],
  ['a continuation alone, the last one', 'bf'],
  ['two bytes for what one holds', 'c1bf'],
  ['three bytes for what two hold', 'e09fbf'],
  ['four bytes for what three hold', 'f08fbfbf'],
  ['the first surrogate', 'eda080'],
  ['the last surrogate', 'edbfbf'],
  ['a point beyond the last', 'f4908080'],
  ['a first byte of no sequence', 'f5808080'],
  ['a first byte of five', 'f8908080'],
  ['an end within two bytes', '41c2'],
  ['an end within three bytes', 'e0a0'],
  ['an end within four bytes', 'f09080'],
  ['no continuation', 'c241'],
  ['another first byte', 'c3c3'],
  ['no second continuation', 'e0a041'],
])('%s is no UTF-8', (_, hex) => {
  expect(base64Text(Buffer.from(hex, 'hex').toString('base64'))).toBeUndefined();
});

test.each<[encoded: string, text: string | undefined]>([
  ['', ''],
  ['QQ==', 'A'],
  ['QQ=', 'A'],
  ['QQ', 'A'],
  ['QUI=', 'AB'],
  ['Pj4/Pz8+', '>>???>'],
  ['QUJDRA', 'ABCD'],
  ['Q', undefined],
  ['QUJDR', undefined],
  ['QQ==QUJD', undefined],
  ['QU_D', undefined],
  ['QU D', undefined],
])('base64 %j', (encoded, text) => {
  expect(base64Text(encoded)).toBe(text);
});

test('no line, however broken, makes the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      expect(Object.keys(parse(line))).toHaveLength(1);
    }),
  );
});

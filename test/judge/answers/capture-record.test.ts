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
  ['no-time', changed((line) => (line.eventMetadata!.inferenceTime = 'yesterday'))],
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

test('no line, however broken, makes the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      expect(Object.keys(parse(line))).toHaveLength(1);
    }),
  );
});

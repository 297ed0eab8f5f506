import fc from 'fast-check';
import { renderFault } from '../../src/spec/fault';
import { limits } from '../../src/spec/limits';
import { parseSpec } from '../../src/spec/parse-spec';
import { smallest, specWith } from './smallest';

const firstFault = (text: string): string => {
  const result = parseSpec(text, 'release.yaml');
  const [fault] = result.ok ? [] : result.faults;
  return fault ? renderFault(fault) : '';
};

const size = limits.bytes - 100;
const times = (text: string) => text.repeat(Math.floor(size / text.length));

const bombs: readonly (readonly [string, string])[] = [
  ['open brackets', times('[')],
  ['closed brackets', '['.repeat(size / 2) + ']'.repeat(size / 2)],
  ['open maps', times('{a: ')],
  ['nested sequences on one line', times('- ')],
  ['nested keys on one line', times('? ')],
  ['colons', times(': ')],
  ['indentation', Array.from({ length: 350 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['many keys', Array.from({ length: 8000 }, (_, i) => `k${i}: 1`).join('\n')],
  ['one key many times', times('a: 1\n')],
  ['many items', `alarms: [${times('a,').slice(0, -20)}]`],
  ['many lines of items', times('- a\n')],
  ['quotes', times('"')],
  ['comments', times('#\n')],
  ['percent signs', times('%A\n')],
  ['documents', times('---\n')],
  ['errors', times('a: b: c\n')],
  ['tabs', times('\t')],
  ['spaces', `a:${times(' ')}`],
  ['escapes', `"${times('\\u0041')}"`],
  ['hyphens', `endpoint: ${times('a-')}`],
  ['digits', `watch: "${times('9')}s"`],
  ['long key', `${'k'.repeat(size)}: 1`],
];

test.each(bombs)('%s: refused without being worked through', (_, text) => {
  firstFault(smallest);
  const started = process.hrtime.bigint();
  const fault = firstFault(text);
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  expect(fault).toMatch(/^release\.yaml:\d+:\d+ /);
  expect(fault.length).toBeLessThan(600);
  // Milliseconds on a quiet machine. A bomb that goes off takes minutes or the process; a busy core must not fail this.
  expect(milliseconds).toBeLessThan(5_000);
});

test.each([
  ['an alias', 'a: &x 1\nb: *x\n', 'release.yaml:1:4 an anchor (&x) is not allowed'],
  ['a merge', 'a: {}\nendpoint: { <<: *a }\n', 'an alias (*a) is not allowed'],
  [
    'a tag',
    'endpoint: !!js/function "x"\n',
    'release.yaml:1:11 a tag (!!js/function) is not allowed',
  ],
  ['a directive', '%YAML 1.1\n---\na: 1\n', 'a directive (%YAML 1.1) is not allowed'],
  ['a second document', `${smallest}---\n${smallest}`, 'a second document starts here'],
  ['a key twice', `${smallest}endpoint: other\n`, 'release.yaml:7:1 this key stands here twice'],
  ['a tab', 'steps:\n\t- canary: 5%\n', 'a tab indents this line'],
  ['NUL', 'endpoint: a\u0000b\n', 'the character U+0000 has no place in a spec'],
  ['a turned line', '# \u202e\n', 'the character U+202E has no place'],
  ['half a character', 'endpoint: "\ud800"\n', 'the character U+D800 has no place'],
  ['a lone carriage return', 'endpoint: a\rb\n', 'the character U+000D has no place'],
  ['nothing', '', 'the spec is empty'],
  ['a list', '- a\n', 'the spec is not a mapping'],
  ['a list as a key', '? [a]\n: b\n', 'release.yaml:1:3 not valid YAML'],
  ['too much', `# ${'x'.repeat(limits.bytes)}\n`, 'bytes, at most 65536 are read'],
])('%s is refused', (_, text, message) => {
  expect(firstFault(text)).toContain(message);
});

test('zero-width and look-alike characters do not get into names', () => {
  for (const name of ['fraud\u200b', 'fra\u00fcd', '\uff46raud'])
    expect(firstFault(specWith({ endpoint: `"${name}"` }))).toContain('is not an endpoint name');
});

test('prototype keys are unknown keys, and prototypes stay as they are', () => {
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const result = parseSpec(`${smallest}${key}: { polluted: 1 }\n`, 'release.yaml');
    expect(result.ok ? '' : renderFault(result.faults[0]!)).toContain('is not a known key');
  }
  const nested = specWith({ metrics: '{ __proto__: { period: 10s } }' });
  expect(firstFault(nested)).toContain('is not a known key');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a byte order mark and Windows line ends give the same spec', () => {
  const unix = parseSpec(smallest, 'release.yaml');
  expect(unix.ok).toBe(true);
  expect(parseSpec(`\ufeff${smallest.replace(/\n/g, '\r\n')}`, 'release.yaml')).toEqual(unix);
});

test('no text makes it throw, and a refusal always says where', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      'endpoint: ',
      'steps:',
      '\n',
      '\n  - ',
      '{',
      '}',
      '[',
      ']',
      ': ',
      '5%',
      '"',
      "'",
      '|',
      '>',
      '#',
      '&a',
      '*a',
      '!',
      '---',
      '? ',
      '\t',
      '%',
    ),
  );
  const text = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (wild) => {
      const result = parseSpec(wild, 'release.yaml');
      if (result.ok) return;
      expect(result.faults.length).toBeGreaterThan(0);
      for (const fault of result.faults) {
        expect(fault.line).toBeGreaterThan(0);
        expect(fault.column).toBeGreaterThan(0);
        expect(renderFault(fault)).toMatch(/^[\x20-\x7e…]+$/);
      }
    }),
    { numRuns: 2000 },
  );
});

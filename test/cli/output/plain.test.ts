import fc from 'fast-check';
import { jsonText, plain, plainDeep } from '../../../src/cli/output/plain';

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]8;;http://x\u001b\\link', 'link'],
  ['a\rb\u0008c', 'a b c'],
  ['\u009b31mx', ' 31mx'],
  ['user\u202egnp.exe', 'user gnp.exe'],
  ['first\nsecond', 'first\nsecond'],
])('%j is shown as %j', (text, shown) => {
  expect(plain(text)).toBe(shown);
});

test('no text from outside can reach the terminal with a control character in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plain(text)).not.toMatch(/[^\n\P{Cc}]/u);
      expect(plainDeep({ a: [text] }).a[0]).not.toMatch(/\p{Cc}/u);
      const json = jsonText({ text });
      expect(json).not.toMatch(/\p{Cc}/u);
      expect(JSON.parse(json)).toEqual({ text });
    }),
  );
});

import fc from 'fast-check';
import { durationText } from '../../src/release/duration';

test.each([
  [0, '0s'],
  [-5, '0s'],
  [0.4, '0s'],
  [1, '1s'],
  [59.6, '1m'],
  [90, '1m30s'],
  [3600, '1h'],
  [5400, '1h30m'],
  [3661, '1h1m'],
  [86_400, '1d'],
  [90_000, '1d1h'],
  [86_401, '1d1s'],
  [2_592_000, '30d'],
])('%d s is %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('reads back as the same time, but for what two units leave out', () => {
  const sizes: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 * 86_400 }), (seconds) => {
      const parts = [...durationText(seconds).matchAll(/(\d+)([dhms])/g)];
      const read = parts.reduce((sum, [, count, unit]) => sum + Number(count) * sizes[unit!]!, 0);

      expect(parts.length).toBeLessThanOrEqual(2);
      expect(read).toBeLessThanOrEqual(seconds);
      expect(seconds - read).toBeLessThanOrEqual(seconds * 0.05);
    }),
  );
});

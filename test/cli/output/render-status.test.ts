import pc from 'picocolors';
import { renderStatus } from '../../../src/cli/output/render-status';
import { createScreen } from '../../../src/cli/output/screen';
import { baking, needsHuman, promoted, waiting } from './sample-status';

const view = {
  style: pc.createColors(false),
  now: Date.parse('2026-11-21T03:20:00.000Z'),
  columns: 100,
};

test.each([
  ['in a bake', baking],
  ['at an open gate', waiting],
  ['that needs a human', needsHuman],
  ['that ended', promoted],
])('a release %s', (_, status) => {
  expect(renderStatus(status, { ...view, uiUrl: 'http://ui/x' })).toMatchSnapshot();
});

test('checks show what they stand on beside each other, in colours too', () => {
  const proof = '0 % to 0.02 % (95 %), at most 0.02 %, odds 1 of 200';
  const checks = baking.checks.map((line) => ({ ...line, proof }));
  for (const style of [pc.createColors(false), pc.createColors(true)]) {
    const lines = renderStatus({ ...baking, checks }, { ...view, style, columns: Infinity })
      .replace(/\u001b\[\d+m/g, '')
      .split('\n')
      .filter((line) => line.includes(proof));
    expect(lines).toHaveLength(2);
    expect(new Set(lines.map((line) => line.indexOf(proof))).size).toBe(1);
  }
});

test('a narrow screen cuts what is long, but never a command', () => {
  const lines = renderStatus(needsHuman, { ...view, columns: 40 }).split('\n');
  expect(lines.find((line) => line.startsWith('  aws '))).toContain('--endpoint-name fraud-scorer');
  expect(lines.filter((line) => line.startsWith('├')).every((line) => line.length <= 40)).toBe(
    true,
  );
});

test('colours only where they are wanted', () => {
  const drawn = renderStatus(promoted, { ...view, style: pc.createColors(true) });
  expect(drawn).toContain('\u001b[32m✔ Promoted\u001b[39m');
  expect(renderStatus(promoted, view)).not.toContain('\u001b');
});

test('drawing again goes back as many rows as the last drawing took, wrapped ones too', () => {
  let out = '';
  const screen = createScreen({ out: (text) => (out += text), columns: 10 });
  screen.draw('0123456789abc\n\u001b[32mshort\u001b[39m');
  screen.draw('x');
  expect(out).toBe('0123456789abc\n\u001b[32mshort\u001b[39m\n\u001b[3A\r\u001b[0Jx\n');
});

test('a sentence takes the place of the drawing, and the next drawing stands below it', () => {
  let out = '';
  const screen = createScreen({ out: (text) => (out += text), columns: 10 });
  screen.draw('0123456789abc');
  screen.say('said');
  screen.draw('x');
  screen.leave();
  screen.draw('y');
  expect(out).toBe('0123456789abc\n\u001b[2A\r\u001b[0Jsaid\nx\ny\n');
});

import { savedViews } from '../../src/cli/saved-views';
import { parseSpec } from '../../src/spec/parse-spec';
import manifest from '../../package.json';
import { read } from './support/pages';

const page = read('README.md');

test('the smallest release.yaml is the example of that name, and parses', () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  expect(read('examples/smallest.yaml').replace(/^#.*\n/, '')).toBe(yaml);
  expect(parseSpec(yaml, 'README.md').ok).toBe(true);
});

test('the saved views are those of slipway list --links', () => {
  for (const { name, url } of savedViews('http://127.0.0.1:8233', 'default'))
    expect(page).toContain(`[${name}](${url})`);
});

test('it asks for the Node that the package asks for', () => {
  expect(manifest.engines.node).toBe('>=20.19');
  expect(page).toContain('20.19 or newer');
});

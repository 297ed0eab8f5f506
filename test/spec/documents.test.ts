import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { plannedGates } from '../../src/release/planned-gates';
import { renderFault } from '../../src/spec/fault';
import { defaults } from '../../src/spec/defaults';
import { parseSpec } from '../../src/spec/parse-spec';
import { writtenSections } from '../../src/spec/written-spec';
import { smallest } from './smallest';

const root = path.join(__dirname, '../..');
const faultsOf = (text: string, file: string): string[] => {
  const result = parseSpec(text, file);
  return result.ok ? [] : result.faults.map(renderFault);
};

const examples = readdirSync(path.join(root, 'examples')).filter((file) => file.endsWith('.yaml'));

test.each(examples)('examples/%s parses', (file) => {
  expect(faultsOf(readFileSync(path.join(root, 'examples', file), 'utf8'), file)).toEqual([]);
});

test('the whole spec in docs/spec.md parses, and leaves no key out', () => {
  const page = readFileSync(path.join(root, 'docs/spec.md'), 'utf8');
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  expect(faultsOf(text, 'docs/spec.md')).toEqual([]);
  const keys = text.match(/^[a-zA-Z]+(?=:)/gm);
  expect(new Set(keys)).toEqual(new Set(Object.keys(writtenSections)));
  for (const key of [
    'from',
    'within',
    'count',
    'onTimeout',
    'notRequester',
    'linear',
    'to',
    'atLeast',
    'increase',
    'contentType',
  ])
    expect(text).toContain(`${key}:`);
});

test('the defaults stated in docs/spec.md are the ones in force', () => {
  const spelledOut = `${smallest}risk: normal
registry: status
watch: 30m
finish: replace
onInconclusive: { extend: true, hold: 4h }
metrics: { period: 60s, settle: 60s, minPeriods: 10 }
`;
  const [spoken, silent] = [spelledOut, smallest].map((text) => parseSpec(text, 'release.yaml'));
  expect(spoken).toEqual(silent);
  expect(defaults.approval).toMatchObject({ withinSeconds: 86_400, count: 1, onTimeout: 'reject' });
});

test('the default checks stated in docs/spec.md are the ones of the plan', () => {
  const [silent, spoken] = [
    '',
    'checks: [{ metric: Invocation5XXErrors, max: 0.1% }, { metric: ModelLatency.p99, increase: 20% }]\n',
  ].map((checks) => {
    const result = parseSpec(smallest + checks, 'release.yaml');
    return result.ok ? plannedGates(result.spec).checks : [];
  });
  expect(silent?.map(({ id }) => id)).toEqual(['5xx', 'p99', 'split']);
  expect(silent).toEqual(spoken);
});

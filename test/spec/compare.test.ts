import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkSpec } from '../../src/spec/check-spec';
import { renderFault } from '../../src/spec/fault';
import { parseSpec, type SpecResult } from '../../src/spec/parse-spec';
import { specWith } from './smallest';

const read = (compare: string): SpecResult =>
  parseSpec(specWith({ shadow: `{ for: 24h, compare: ${compare} }` }), 'release.yaml');

const specOf = (compare: string) => {
  const result = read(compare);
  if (result.ok) return result.spec;
  throw new Error(result.faults.map(renderFault).join(' | '));
};

const captures = 'captures: s3://fraud-captures/shadow';

test('a score and a tolerance are enough, the rest has defaults', () => {
  const { shadow } = specOf(`{ kind: regression, score: $.score, tolerance: 1%, ${captures} }`);

  expect(shadow).toEqual({
    seconds: 86_400,
    compare: {
      form: {
        kind: 'regression',
        score: { path: '$.score' },
        tolerance: { absolute: 0, relative: 0.01 },
      },
      agreement: 0.99,
      slices: [],
      facets: [],
      captures: 's3://fraud-captures/shadow',
      settleSeconds: 180,
    },
  });
});

test.each([
  ['{ kind: classification, label: column 0 }', { kind: 'classification', label: { column: 0 } }],
  [
    '{ kind: classification, label: $.label, score: $.p, tolerance: 0.01 }',
    {
      kind: 'classification',
      label: { path: '$.label' },
      score: { path: '$.p' },
      tolerance: { absolute: 0.01, relative: 0 },
    },
  ],
  [
    '{ kind: ranking, list: "$.items[*].id", top: 10 }',
    {
      kind: 'ranking',
      list: { path: '$.items[*].id' },
      agreeBy: { by: 'overlap', depth: 10, least: 0.9 },
    },
  ],
  [
    '{ kind: ranking, list: $.items, top: 5, tau: 0.8 }',
    {
      kind: 'ranking',
      list: { path: '$.items' },
      agreeBy: { by: 'kendall', depth: 5, least: 0.8 },
    },
  ],
  ['{ kind: opaque }', { kind: 'opaque' }],
  ['{ kind: opaque, paths: [$.a, "$.b[0]"] }', { kind: 'opaque', paths: ['$.a', '$.b[0]'] }],
])('%s is read as a form of answers', (compare, form) => {
  const { shadow } = specOf(compare.replace(/ \}$/, `, ${captures} }`));

  expect(shadow?.compare?.form).toEqual(form);
});

test('labels of classes come below a prefix', () => {
  const written = `{ kind: classification, label: $.label, labels: s3://fraud-labels/truth, ${captures} }`;
  const spec = specOf(written);

  expect(spec.shadow?.compare?.labels).toBe('s3://fraud-labels/truth');
  expect(checkSpec(JSON.parse(JSON.stringify(spec)))).toEqual({ ok: true, spec });
});

test('slices, facets and their outcome', () => {
  const { shadow } = specOf(
    `{ kind: opaque, slices: [{ name: amount, at: $.amount, edges: [100, 1000] }], facets: [{ name: region, at: column 3 }], outcome: '>= 0.5', ${captures} }`,
  );

  expect(shadow?.compare).toMatchObject({
    slices: [{ name: 'amount', from: { path: '$.amount' }, edges: [100, 1000] }],
    facets: [{ name: 'region', from: { column: 3 } }],
    outcome: { scoreFrom: 0.5 },
  });
});

test.each([
  ['{ kind: regresion }', 'shadow.compare.kind', 'Did you mean regression?'],
  [`{ score: $.score, ${captures} }`, 'shadow.compare.kind', 'is missing'],
  [`{ kind: regression, score: $.score, ${captures} }`, 'shadow.compare.tolerance', 'is missing'],
  [`{ kind: opaque }`, 'shadow.compare.captures', 'is missing'],
  [`{ kind: opaque, label: $.x, ${captures} }`, 'shadow.compare.label', 'is not a known key'],
  [`{ kind: classification, label: score, ${captures} }`, 'shadow.compare.label', 'JSONPath'],
  [`{ kind: classification, label: "$.a[", ${captures} }`, 'shadow.compare.label', 'JSONPath'],
  [`{ kind: opaque, agreement: 0.99, ${captures} }`, 'shadow.compare.agreement', 'percentage'],
  [`{ kind: opaque, agreement: 100%, ${captures} }`, 'shadow.compare.agreement', '99.99%'],
  ['{ kind: opaque, captures: s3://b/ }', 'shadow.compare.captures', 'prefix in S3'],
  ['{ kind: opaque, captures: s3://bucket/a/ }', 'shadow.compare.captures', 'prefix in S3'],
  [
    `{ kind: opaque, slices: [{ name: a, at: $.a }, { name: a, at: $.b }], ${captures} }`,
    'shadow.compare.slices',
    'twice',
  ],
  [
    `{ kind: opaque, slices: [{ name: a, at: $.a, edges: [2, 1] }], ${captures} }`,
    'shadow.compare.slices[0].edges',
    'ascending',
  ],
  [
    `{ kind: opaque, facets: [{ name: a, at: $.a }], ${captures} }`,
    'shadow.compare.facets',
    'outcome',
  ],
  [`{ kind: opaque, outcome: fraud, ${captures} }`, 'shadow.compare.outcome', 'facets'],
  [
    `{ kind: classification, label: $.l, labels: s3://labels/a/, ${captures} }`,
    'shadow.compare.labels',
    'prefix in S3',
  ],
  [
    `{ kind: opaque, labels: s3://labels/a, ${captures} }`,
    'shadow.compare.labels',
    'is not a known key',
  ],
])('%s is refused at %s', (compare, at, what) => {
  const result = read(compare);

  const faults = result.ok ? [] : result.faults;
  expect(faults.map(renderFault).join(' | ')).toContain(what);
  expect(faults.map(({ path }) => path).join(' ')).toContain(at);
});

test('what was parsed is taken as JSON too, and held to the same bounds', () => {
  const spec = specOf(
    `{ kind: ranking, list: $.items, top: 5, tau: 0.8, slices: [{ name: a, at: $.a }], facets: [{ name: b, at: column 1 }], outcome: fraud, ${captures} }`,
  );
  const asJson = JSON.parse(JSON.stringify(spec)) as typeof spec;

  expect(checkSpec(asJson)).toEqual({ ok: true, spec });
  const { compare } = asJson.shadow ?? {};
  for (const change of [
    { agreement: 1 },
    { captures: 'file:///etc' },
    { form: { kind: 'other' } },
    { form: { kind: 'opaque', paths: ['a'] } },
    { outcome: { label: '' } },
    { labels: 's3://labels/truth' },
    { labels: 'here' },
    { slices: [{ name: 'a', from: { column: -1 } }] },
  ])
    expect(
      checkSpec({ ...asJson, shadow: { seconds: 3600, compare: { ...compare, ...change } } }).ok,
    ).toBe(false);
});

test('the comparison in docs/spec.md parses, and that of the demo', () => {
  const root = path.join(__dirname, '../..');
  const page = readFileSync(path.join(root, 'docs/spec.md'), 'utf8');
  const [, text = ''] = /## Comparing answers[^]*?```yaml\n([^]*?)```/.exec(page) ?? [];
  const demo = readFileSync(path.join(root, 'examples/demo/fraud-5.yaml'), 'utf8');

  for (const whole of [specWith({}) + text, demo]) {
    const result = parseSpec(whole, 'release.yaml');
    expect(result.ok ? [] : result.faults.map(renderFault)).toEqual([]);
    expect(result.ok && result.spec.shadow?.compare).toBeTruthy();
  }
});

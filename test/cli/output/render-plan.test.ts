import pc from 'picocolors';
import { renderPlan } from '../../../src/cli/output/render-plan';
import type { CompareSpec } from '../../../src/release/spec';
import { parseSpec } from '../../../src/spec/parse-spec';
import { someScaling } from '../../release/support/facts';
import { dayLongSpec, samplePlan } from '../../support/sample-plan';

const style = pc.createColors(false);
const withoutDigest = (text: string): string => text.replace(/[0-9a-f]{12}/g, 'digest');

test('a day-long plan: differences, steps with times, gates, instances, way back', () => {
  expect(withoutDigest(renderPlan(samplePlan(dayLongSpec), style))).toMatchSnapshot();
});

test('a scaled variant: its range, and what of its autoscaling the candidate gets', () => {
  const lines = renderPlan(samplePlan(dayLongSpec, { scaling: someScaling() }), style).split('\n');

  expect(lines).toEqual(
    expect.arrayContaining([
      '  = instances       2 to 6 × ml.m5.large          at most 24 during the release',
      '  = autoscaling     main-next gets the 1 policy and 1 scheduled action of main; main scales out, not in, until the release ends',
    ]),
  );
});

test('gates stand before what they guard, limits are spelled out', () => {
  const result = parseSpec(
    `endpoint: fraud-scorer
model: fraud/2
approvals: [{ before: production, from: [a@x.io, b@x.io], count: 2, notRequester: true }]
steps:
  - "5%,15m"
  - approval: { within: 4h, onTimeout: hold }
  - "50%,20m"
checks: [{ metric: ModelLatency.p99, increase: 20%, max: 300ms }]
alarms: [fraud-scorer-5xx]
finish: keep-both
`,
    'release.yaml',
  );
  if (!result.ok) throw new Error('the spec must parse');
  expect(withoutDigest(renderPlan(samplePlan(result.spec), style))).toMatchSnapshot();
});

test('a comparison of answers says what is captured, and where to', () => {
  const compare: CompareSpec = {
    form: {
      kind: 'classification',
      label: { path: '$.label' },
    },
    agreement: 0.995,
    slices: [],
    facets: [],
    captures: 's3://fraud-captures/shadow',
    labels: 's3://fraud-labels/truth',
    settleSeconds: 180,
  };
  const plan = samplePlan({ ...dayLongSpec, shadow: { seconds: 86_400, compare } });

  const text = withoutDigest(renderPlan(plan, style));

  expect(text).toContain('answers (classification) agree ≥ 99.5 %');
  expect(text).toContain(
    'turns data capture on for the shadow: 100 %, to s3://fraud-captures/shadow/digest',
  );
  expect(text).toContain('true labels from s3://fraud-labels/truth, for the report');
  expect(text).toContain('DataCaptureConfig during the shadow');
  expect(text).toMatch(
    /Budget +at most [\d.]+ % that a candidate within .* is taken back: .*, answers 0\.1 %/,
  );
});

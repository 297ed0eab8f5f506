import { assessAnswers } from '../../src/judge/answers/answers-assessment';
import { addPair, emptyTally } from '../../src/judge/answers/answers-tally';
import { buildPlan } from '../../src/release/build-plan';
import { capturesOf } from '../../src/release/capture-config';
import { comparedAnswers } from '../../src/release/compared-answers';
import { canaryConfig, finalConfig, shadowConfig } from '../../src/release/endpoint-config';
import { without } from '../../src/release/json-access';
import { plannedGates } from '../../src/release/planned-gates';
import { refusals } from '../../src/release/refusals';
import type { CompareSpec } from '../../src/release/spec';
import { aSpec, fullConfig, someFacts } from './support/facts';

const compare: CompareSpec = {
  form: { kind: 'classification', label: { path: '$.label' } },
  agreement: 0.99,
  slices: [],
  facets: [],
  captures: 's3://answers/shadow',
  settleSeconds: 45,
};
const spec = aSpec({ shadow: { seconds: 3600, compare } });

describe('a shadow whose answers are compared', () => {
  const plan = buildPlan(spec, someFacts({ config: fullConfig }));

  it('captures every request and its answer, under a prefix of the plan alone', () => {
    expect(capturesOf(plan)).toBe(`s3://answers/shadow/${plan.digest.slice(0, 12)}`);
    expect(shadowConfig(plan).DataCaptureConfig).toEqual({
      EnableCapture: true,
      InitialSamplingPercentage: 100,
      DestinationS3Uri: capturesOf(plan),
      CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      CaptureContentTypeHeader: {
        CsvContentTypes: ['text/csv'],
        JsonContentTypes: ['application/json'],
      },
    });
  });

  it('gives the endpoint its own captures back with every later config', () => {
    for (const make of [canaryConfig, finalConfig])
      expect(make(plan).DataCaptureConfig).toEqual(fullConfig.DataCaptureConfig);
  });

  it('is told in the differences, and is part of what people agree to', () => {
    expect(plan.differences).toContainEqual({
      of: 'config',
      path: 'DataCaptureConfig during the shadow',
      stable: '25 % to s3://capture/fraud',
      candidate: '100 % to s3://answers/shadow',
    });
    const other = buildPlan(
      aSpec({ shadow: { seconds: 3600, compare: { ...compare, agreement: 0.95 } } }),
      someFacts({ config: fullConfig }),
    );
    expect(other.digest).not.toBe(plan.digest);
  });

  it('keeps the key and the content types of the live captures', () => {
    const kept = {
      KmsKeyId: 'alias/captures',
      CaptureContentTypeHeader: { JsonContentTypes: ['application/x-json'] },
    };
    const live = { ...(fullConfig.DataCaptureConfig as object), ...kept };
    const keyed = buildPlan(
      spec,
      someFacts({ config: { ...fullConfig, DataCaptureConfig: live } }),
    );

    expect(shadowConfig(keyed).DataCaptureConfig).toMatchObject(kept);
  });

  it('turns captures on where there were none, and off again', () => {
    const config = without(fullConfig, ['DataCaptureConfig']);
    const bare = buildPlan(spec, someFacts({ config }));

    expect(shadowConfig(bare).DataCaptureConfig).toMatchObject({ InitialSamplingPercentage: 100 });
    expect(canaryConfig(bare).DataCaptureConfig).toBeUndefined();
    expect(bare.differences).toContainEqual(expect.objectContaining({ stable: '(none)' }));
  });
});

it('a shadow without a comparison leaves captures as they are', () => {
  const plan = buildPlan(aSpec({ shadow: { seconds: 3600 } }), someFacts({ config: fullConfig }));

  expect(plan.shadow).toEqual({ seconds: 3600 });
  expect(shadowConfig(plan).DataCaptureConfig).toEqual(fullConfig.DataCaptureConfig);
  expect(plan.differences.map(({ path }) => path).join()).not.toContain('DataCapture');
});

describe('the rule on answers', () => {
  it.each([
    [
      { seconds: 3600, hold: 0, period: 10, settle: 45 },
      { periodSeconds: 10, waitPeriods: 5, periods: 10 },
    ],
    [
      { seconds: 3600, hold: 14_400, period: 60, settle: 0 },
      { periodSeconds: 60, waitPeriods: 1, periods: 10 },
    ],
    // A day of 10 s periods would be more than is counted apart.
    [
      { seconds: 86_400, hold: 0, period: 10, settle: 180 },
      { periodSeconds: 90, waitPeriods: 2, periods: 1 },
    ],
    // So is an hour that people may hold for a week.
    [
      { seconds: 3600, hold: 604_800, period: 60, settle: 180 },
      { periodSeconds: 360, waitPeriods: 1, periods: 1 },
    ],
  ])('%j has %j', ({ seconds, hold, period, settle }, expected) => {
    const metrics = { periodSeconds: period, settleSeconds: 30, minPeriods: 10 };
    const { gate } = comparedAnswers(
      { ...compare, settleSeconds: settle },
      { seconds, holdSeconds: hold, metrics },
    );

    const { periodSeconds, waitPeriods } = gate.spec;
    expect({ periodSeconds, waitPeriods, periods: gate.minimum.periods }).toEqual(expected);
    expect(gate.spec.sliceRequired).toBeCloseTo(0.98, 12);
    // So many that all agree prove 99 % at the first look.
    expect(gate.minimum.pairs).toBe(368);
  });
});

it('disagreements at the end of a window that was extended and held for a week are bet on', () => {
  const seconds = 86_400;
  const onInconclusive = { extend: true, holdSeconds: 604_800 };
  const metrics = { periodSeconds: 60, settleSeconds: 30, minPeriods: 10 };
  const { answers } = plannedGates(
    aSpec({ shadow: { seconds, compare }, metrics, onInconclusive }),
  );
  const { gate } = answers!;
  const tally = emptyTally();
  const longest = (2 * seconds + onInconclusive.holdSeconds) * 1000;
  const answer = (label: string, at: number) => ({ at, label, shape: '$ object' });

  for (let at = 0; at < longest; at += 60_000) {
    tally.pairing.pairs += 1;
    addPair(tally, gate.spec, {
      id: String(at),
      stable: answer('good', at),
      candidate: answer(at < longest - 43_200_000 ? 'good' : 'fraud', at),
    });
  }

  expect(tally.periods.other.n).toBe(0);
  expect(assessAnswers(gate, tally, { final: false }).reason).toBe('answers-differ');
});

it('a plan without a bucket for its captures is refused', () => {
  expect(refusals(spec, someFacts({ missingBucket: 'answers' }))).toEqual([
    { type: 'Refused', sentence: expect.stringContaining('no bucket answers') as string },
  ]);
});

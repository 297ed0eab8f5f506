import { buildPlan } from '../../src/release/build-plan';
import type { Facts } from '../../src/release/facts';
import type { ReleasePlan } from '../../src/release/plan';
import type { ReleaseSpec } from '../../src/release/spec';

const registry = 'arn:aws:sagemaker:us-east-1:000000000000';
const image = '000000000000.dkr.ecr.us-east-1.amazonaws.com/fraud';
const digest = `sha256:${'ab'.repeat(32)}`;

/** What planning would read of the seeded endpoint for fraud/2. */
export const sampleFacts: Facts = {
  at: '2026-11-21T00:00:00.000Z',
  account: '000000000000',
  region: 'us-east-1',
  endpoint: {
    name: 'fraud-scorer',
    arn: `${registry}:endpoint/fraud-scorer`,
    status: 'InService',
    config: 'fraud-scorer-1',
    variants: [{ name: 'main', weight: 1, desiredWeight: 1, instances: 2, desiredInstances: 2 }],
    shadows: [],
  },
  config: {
    ProductionVariants: [
      {
        VariantName: 'main',
        ModelName: 'fraud-1',
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
        InitialVariantWeight: 1,
      },
    ],
  },
  stable: {
    model: 'fraud-1',
    document: {
      PrimaryContainer: { ModelPackageName: `${registry}:model-package/fraud/1` },
      ExecutionRoleArn: 'arn:aws:iam::000000000000:role/serving',
    },
    containers: [
      { Image: image, ImageDigest: digest, ModelDataUrl: 's3://models/fraud/1/model.tar.gz' },
    ],
    package: { arn: `${registry}:model-package/fraud/1`, version: 'fraud/1' },
  },
  candidate: {
    arn: `${registry}:model-package/fraud/2`,
    version: 'fraud/2',
    group: 'fraud',
    number: 2,
    approvalStatus: 'PendingManualApproval',
    status: 'Completed',
    registrationType: 'Registered',
    containers: [
      { Image: image, ImageDigest: digest, ModelDataUrl: 's3://models/fraud/2/model.tar.gz' },
    ],
    instanceTypes: [],
    lineage: { CommitId: '4f2c1e9' },
  },
  images: [{ image, digest, presence: 'present' }],
  artifacts: [
    {
      uri: 's3://models/fraud/2/model.tar.gz',
      found: {
        uri: 's3://models/fraud/2/model.tar.gz',
        etag: 'etag-2',
        versionId: 'v2',
        bytes: 100,
      },
    },
  ],
  alarms: [
    {
      name: 'fraud-scorer-5xx',
      kind: 'metric',
      state: 'OK',
      definition: {
        AlarmName: 'fraud-scorer-5xx',
        Namespace: 'AWS/SageMaker',
        MetricName: 'Invocation5XXErrors',
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0.01,
        ComparisonOperator: 'GreaterThanThreshold',
        Dimensions: [
          { Name: 'EndpointName', Value: 'fraud-scorer' },
          { Name: 'VariantName', Value: 'main' },
        ],
      },
    },
  ],
  unknownMembers: [],
};

/** The spec of a real release: a day to approve, a day of shadow, an hour of canary, linear steps. */
export const dayLongSpec: ReleaseSpec = {
  endpoint: 'fraud-scorer',
  model: { group: 'fraud', version: 2 },
  risk: 'high',
  registry: 'status',
  approvals: [],
  shadow: { seconds: 86_400 },
  steps: [
    { kind: 'canary', ratio: 0.05, bakeSeconds: 3600 },
    { kind: 'linear', by: 0.25, to: 1, bakeSeconds: 1200 },
  ],
  checks: [],
  alarms: ['fraud-scorer-5xx'],
  watch: { seconds: 1800 },
  finish: 'replace',
  onInconclusive: { extend: true, holdSeconds: 14_400 },
  metrics: { periodSeconds: 60, settleSeconds: 60, minPeriods: 10 },
};

/** A release in which every wait is a second or two, for workflow tests in real time. */
export const quickSpec: ReleaseSpec = {
  ...dayLongSpec,
  risk: 'normal',
  shadow: { seconds: 1 },
  steps: [{ kind: 'canary', ratio: 0.2, bakeSeconds: 1 }],
  watch: { seconds: 1 },
  onInconclusive: { extend: false, holdSeconds: 0 },
  metrics: { periodSeconds: 1, settleSeconds: 0, minPeriods: 1 },
};

export function samplePlan(
  spec: ReleaseSpec = quickSpec,
  change: Partial<Facts> = {},
): ReleasePlan {
  return buildPlan(spec, { ...sampleFacts, ...change });
}

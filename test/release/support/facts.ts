import type { JsonObject } from '../../../src/release/canonical';
import type { Facts, PackageFacts } from '../../../src/release/facts';
import type { VariantScaling } from '../../../src/release/variant-scaling';
import type { ReleaseSpec } from '../../../src/release/spec';

export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
export const repository = '000000000000.dkr.ecr.us-east-1.amazonaws.com/fraud';

/** A spec as the parser gives it: every default filled in. */
export function aSpec(change: Partial<ReleaseSpec> = {}): ReleaseSpec {
  return {
    endpoint: 'fraud-scorer',
    model: { group: 'fraud', version: 2 },
    risk: 'normal',
    registry: 'status',
    approvals: [],
    steps: [
      { kind: 'canary', ratio: 0.1, bakeSeconds: 900 },
      { kind: 'linear', by: 0.45, to: 1, bakeSeconds: 600 },
    ],
    checks: [],
    alarms: ['fraud-scorer-5xx'],
    watch: { seconds: 1800 },
    finish: 'replace',
    onInconclusive: { extend: true, holdSeconds: 14_400 },
    metrics: { periodSeconds: 10, settleSeconds: 30, minPeriods: 10 },
    ...change,
  };
}

/** Every member that AWS allows in a real-time config, none at its default. */
export const fullConfig: JsonObject = {
  ProductionVariants: [
    {
      VariantName: 'main',
      ModelName: 'fraud-1',
      InitialInstanceCount: 1,
      InstanceType: 'ml.m5.large',
      InitialVariantWeight: 1,
      VolumeSizeInGB: 64,
      ModelDataDownloadTimeoutInSeconds: 900,
      ContainerStartupHealthCheckTimeoutInSeconds: 600,
      EnableSSMAccess: true,
      RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' },
      InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-2',
    },
  ],
  DataCaptureConfig: {
    EnableCapture: true,
    InitialSamplingPercentage: 25,
    DestinationS3Uri: 's3://capture/fraud',
    CaptureOptions: [{ CaptureMode: 'InputAndOutput' }],
  },
  KmsKeyId: 'alias/fraud',
  MetricsConfig: { EnableEnhancedMetrics: true, MetricPublishFrequencyInSeconds: 10 },
};

/** Between 2 and 6 instances by one target tracking policy, and a raise each morning. */
export function someScaling(policy: JsonObject = invocationsPerInstance): VariantScaling {
  return {
    min: 2,
    max: 6,
    suspended: { scaleIn: false, scaleOut: false, scheduled: false },
    policies: [policy],
    scheduledActions: [
      {
        ScheduledActionName: 'morning',
        Schedule: 'cron(0 6 * * ? *)',
        Timezone: 'Europe/Berlin',
        ScalableTargetAction: { MinCapacity: 3, MaxCapacity: 6 },
      },
    ],
  };
}

const invocationsPerInstance: JsonObject = {
  PolicyName: 'requests',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 600,
    PredefinedMetricSpecification: {
      PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
    },
  },
};

export function aPackage(change: Partial<PackageFacts> = {}): PackageFacts {
  return {
    arn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/2',
    version: 'fraud/2',
    group: 'fraud',
    number: 2,
    approvalStatus: 'PendingManualApproval',
    status: 'Completed',
    registrationType: 'Registered',
    containers: [
      {
        Image: `${repository}:2`,
        ImageDigest: digest('b'),
        ModelDataUrl: 's3://models/fraud/2/model.tar.gz',
        ModelDataETag: 'etag-2',
        Environment: { THRESHOLD: '0.7' },
        Framework: 'XGBOOST',
      },
    ],
    instanceTypes: ['ml.m5.large', 'ml.m5.xlarge'],
    lineage: { CommitId: 'c0ffee' },
    ...change,
  };
}

export const alarmRule: JsonObject = {
  AlarmName: 'fraud-scorer-5xx',
  ActionsEnabled: true,
  AlarmActions: ['arn:aws:sns:us-east-1:000000000000:pager'],
  Namespace: 'AWS/SageMaker',
  MetricName: 'Invocation5XXErrors',
  Statistic: 'Average',
  Dimensions: [
    { Name: 'EndpointName', Value: 'fraud-scorer' },
    { Name: 'VariantName', Value: 'main' },
  ],
  Period: 10,
  EvaluationPeriods: 3,
  Threshold: 0.01,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

/** An endpoint in good order, its fleet raised above its config, and a candidate nothing speaks against. */
export function someFacts(change: Partial<Facts> = {}): Facts {
  return {
    at: '2026-11-20T10:00:00.000Z',
    account: '000000000000',
    region: 'us-east-1',
    endpoint: {
      name: 'fraud-scorer',
      arn: 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/fraud-scorer',
      status: 'InService',
      config: 'fraud-scorer-1',
      variants: [{ name: 'main', weight: 1, desiredWeight: 1, instances: 2, desiredInstances: 2 }],
      shadows: [],
    },
    config: fullConfig,
    stable: {
      model: 'fraud-1',
      document: {
        PrimaryContainer: {
          ModelPackageName: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/1',
        },
        ExecutionRoleArn: 'arn:aws:iam::000000000000:role/serving',
        VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] },
        EnableNetworkIsolation: true,
      },
      containers: [
        {
          Image: `${repository}:1`,
          ImageDigest: digest('a'),
          ModelDataUrl: 's3://models/fraud/1/model.tar.gz',
          Environment: { THRESHOLD: '0.5' },
        },
      ],
      package: {
        arn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/1',
        version: 'fraud/1',
      },
    },
    candidate: aPackage(),
    images: [{ image: `${repository}:2`, digest: digest('b'), presence: 'present' }],
    artifacts: [
      {
        uri: 's3://models/fraud/2/model.tar.gz',
        expectedEtag: 'etag-2',
        found: {
          uri: 's3://models/fraud/2/model.tar.gz',
          etag: 'etag-2',
          versionId: 'v7',
          bytes: 1024,
        },
      },
    ],
    alarms: [{ name: 'fraud-scorer-5xx', kind: 'metric', state: 'OK', definition: alarmRule }],
    unknownMembers: [],
    ...change,
  };
}

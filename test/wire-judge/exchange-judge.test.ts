import { describeWith } from '../support/tools';
import { judgeExchange } from './exchange-judge';
import type { Recorded } from './recorded';

interface Message {
  readonly operation: string;
  readonly request: Record<string, unknown>;
  readonly status: number;
  readonly answer: Record<string, unknown> | undefined;
}

const arn = (what: string): string => `arn:aws:sagemaker:us-east-1:000000000000:${what}`;

const prefixes: Readonly<Record<string, string>> = {
  DescribeAlarms: 'GraniteServiceVersion20100801',
  PutMetricData: 'GraniteServiceVersion20100801',
  DescribeImages: 'AmazonEC2ContainerRegistry_V20150921',
  RegisterScalableTarget: 'AnyScaleFrontendService',
};

/** Exchanges as AWS would have them; each case below breaks one rule in one of them. */
const good = {
  createConfig: {
    operation: 'CreateEndpointConfig',
    request: {
      EndpointConfigName: 'fraud-2',
      ProductionVariants: [
        {
          VariantName: 'main',
          ModelName: 'fraud-2',
          InstanceType: 'ml.m5.xlarge',
          InitialInstanceCount: 2,
          InitialVariantWeight: 0.5,
          RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' },
        },
      ],
      Tags: [{ Key: 'team', Value: 'fraud' }],
    },
    status: 200,
    answer: { EndpointConfigArn: arn('endpoint-config/fraud-2') },
  },
  describe: {
    operation: 'DescribeEndpoint',
    request: { EndpointName: 'fraud' },
    status: 200,
    answer: {
      EndpointName: 'fraud',
      EndpointArn: arn('endpoint/fraud'),
      EndpointConfigName: 'fraud-2',
      EndpointStatus: 'InService',
      CreationTime: 1_763_700_000.123,
      LastModifiedTime: 1_763_700_000,
      ProductionVariants: [
        {
          VariantName: 'main',
          CurrentWeight: 1,
          CurrentInstanceCount: 2,
          DeployedImages: [{ ResolvedImage: 'a@sha256:1' }],
        },
      ],
    },
  },
  list: {
    operation: 'ListEndpoints',
    request: { MaxResults: 10, SortOrder: 'Ascending' },
    status: 200,
    answer: { Endpoints: [] },
  },
  deleted: {
    operation: 'DeleteEndpoint',
    request: { EndpointName: 'fraud' },
    status: 200,
    answer: undefined,
  },
  updatePackage: {
    operation: 'UpdateModelPackage',
    request: {
      ModelPackageArn: arn('model-package/fraud/2'),
      CustomerMetadataProperties: { digest: 'abc' },
    },
    status: 200,
    answer: { ModelPackageArn: arn('model-package/fraud/2') },
  },
  alarms: {
    operation: 'DescribeAlarms',
    request: { AlarmNames: ['a'] },
    status: 200,
    answer: {
      MetricAlarms: [
        {
          AlarmName: 'a',
          StateValue: 'OK',
          Threshold: 0.01,
          EvaluationPeriods: 1,
          ComparisonOperator: 'GreaterThanThreshold',
        },
      ],
    },
  },
  metricData: {
    operation: 'PutMetricData',
    request: { Namespace: 'Custom', MetricData: [{ MetricName: 'Score', Value: 1 }] },
    status: 200,
    answer: undefined,
  },
  images: {
    operation: 'DescribeImages',
    request: { repositoryName: 'fraud', imageIds: [{ imageTag: 'latest' }] },
    status: 200,
    answer: { imageDetails: [{ registryId: '000000000000', imageSizeInBytes: 9_000_000_000 }] },
  },
  target: {
    operation: 'RegisterScalableTarget',
    request: {
      ServiceNamespace: 'sagemaker',
      ResourceId: 'endpoint/fraud/variant/main',
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
    },
    status: 200,
    answer: {
      ScalableTargetARN:
        'arn:aws:application-autoscaling:us-east-1:000000000000:scalable-target/0a',
    },
  },
  refused: {
    operation: 'DescribeEndpoint',
    request: { EndpointName: 'not_a_name' },
    status: 400,
    answer: { __type: 'ValidationException', message: '1 validation error detected' },
  },
} satisfies Readonly<Record<string, Message>>;

type Name = keyof typeof good;

const json = 'application/x-amz-json-1.1';

function recorded({ operation, request, status, answer }: Message): Recorded {
  const text = (value: unknown) => ({ text: value === undefined ? '' : JSON.stringify(value) });
  return {
    at: '2026-11-21T00:00:00.000Z',
    request: {
      method: 'POST',
      path: '/',
      target: `${prefixes[operation] ?? 'SageMaker'}.${operation}`,
      contentType: json,
      body: text(request),
    },
    answer: { status, contentType: json, body: text(answer) },
  };
}

/** A copy with the value at a path replaced; `undefined` removes it. */
function mutated(name: Name, path: string, value: unknown): Recorded {
  const message = JSON.parse(JSON.stringify(good[name])) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop()!;
  let node = message;
  for (const step of steps) node = node[step] as Record<string, unknown>;
  if (value === undefined) delete node[last];
  else node[last] = value;
  return recorded(message as unknown as Message);
}

const long = (length: number): string => 'a'.repeat(length);

describeWith('python', 'the judge of the wire', () => {
  test.each(Object.keys(good) as Name[])('finds nothing wrong with %s', (name) => {
    expect(judgeExchange(recorded(good[name]))).toEqual([]);
  });

  // Unknown members, missing ones, wrong types, enums, ranges and patterns, in requests and answers.
  test.each<[Name, string, unknown, string]>([
    ['createConfig', 'request.Verbose', true, 'Verbose is no member'],
    ['createConfig', 'request.ProductionVariants.0.Weight', 1, 'Weight is no member'],
    ['createConfig', 'request.EndpointConfigName', undefined, 'EndpointConfigName is required'],
    [
      'createConfig',
      'request.ProductionVariants.0.VariantName',
      undefined,
      'VariantName is required',
    ],
    ['createConfig', 'request.EndpointConfigName', 'with_underscore', 'does not fit'],
    ['createConfig', 'request.EndpointConfigName', `${long(63)}\n`, 'does not fit'],
    ['createConfig', 'request.EndpointConfigName', long(64), 'at most 63'],
    ['createConfig', 'request.EndpointConfigName', 7, 'not a string'],
    ['createConfig', 'request.EndpointConfigName', null, 'not a string'],
    ['createConfig', 'request.ProductionVariants', [], 'at least 1'],
    ['createConfig', 'request.ProductionVariants', {}, 'not a list'],
    ['createConfig', 'request.ProductionVariants.0', [], 'not a structure'],
    ['createConfig', 'request.ProductionVariants.0', null, 'not a structure'],
    ['createConfig', 'request.ProductionVariants.0.InstanceType', 'ml.x1.huge', 'is none of'],
    ['createConfig', 'request.ProductionVariants.0.InitialInstanceCount', 0, 'at least 1'],
    ['createConfig', 'request.ProductionVariants.0.InitialInstanceCount', 1.5, 'not a integer'],
    ['createConfig', 'request.ProductionVariants.0.InitialInstanceCount', 2 ** 31, 'not a integer'],
    ['createConfig', 'request.ProductionVariants.0.InitialVariantWeight', -0.1, 'at least 0'],
    ['createConfig', 'request.ProductionVariants.0.InitialVariantWeight', '1', 'not a float'],
    ['createConfig', 'request.ProductionVariants.0.VolumeSizeInGB', 513, 'at most 512'],
    [
      'createConfig',
      'request.ProductionVariants.0.RoutingConfig.RoutingStrategy',
      'random',
      'is none',
    ],
    ['createConfig', 'request.Tags.0.Key', '', 'at least 1'],
    ['createConfig', 'request.Tags.0.Key', 'a!', 'does not fit'],
    ['createConfig', 'request.Tags.0.Value', long(257), 'at most 256'],
    ['createConfig', 'answer.EndpointConfigArn', undefined, 'EndpointConfigArn is required'],
    ['createConfig', 'answer.EndpointConfigArn', 'fraud-2', 'at least 20'],
    ['describe', 'answer.EndpointStatus', 'Ready', 'is none of'],
    ['describe', 'answer.CreationTime', undefined, 'CreationTime is required'],
    ['describe', 'answer.CreationTime', '2026-11-21T00:00:00Z', 'not a timestamp'],
    ['describe', 'answer.CreationTime', 1_763_700_000_123, 'not a timestamp'],
    ['describe', 'answer.FailureReason', null, 'not a string'],
    ['describe', 'answer.endpointName', 'fraud', 'endpointName is no member'],
    ['describe', 'answer.ProductionVariants.0.Status', 'ok', 'Status is no member'],
    ['describe', 'answer.ProductionVariants.0.CurrentInstanceCount', -1, 'at least 0'],
    [
      'describe',
      'answer.ProductionVariants.0.DeployedImages',
      { ResolvedImage: 'a' },
      'not a list',
    ],
    ['describe', 'answer', undefined, 'EndpointName is required'],
    ['list', 'request.MaxResults', 0, 'at least 1'],
    ['list', 'request.MaxResults', 101, 'at most 100'],
    ['list', 'request.SortOrder', 'ascending', 'is none of'],
    ['list', 'request.CreationTimeAfter', 'yesterday', 'not a timestamp'],
    ['list', 'answer.Endpoints', undefined, 'Endpoints is required'],
    ['deleted', 'answer', { EndpointArn: 'a' }, 'must be empty'],
    ['deleted', 'operation', 'DestroyEndpoint', 'AWS has no such operation'],
    ['deleted', 'status', 302, 'has status 302'],
    ['updatePackage', 'request.CustomerMetadataProperties.digest', 5, 'not a string'],
    ['updatePackage', 'request.CustomerMetadataProperties.digest', 'a#b', 'does not fit'],
    ['updatePackage', 'request.CustomerMetadataProperties', { [long(129)]: 'a' }, 'at most 128'],
    ['updatePackage', 'request.CustomerMetadataProperties', {}, 'at least 1'],
    ['updatePackage', 'request.CustomerMetadataProperties', [], 'not a map'],
    ['updatePackage', 'request.ModelPackageArn', 'fraud/2', 'does not fit'],
    ['alarms', 'request.AlarmNames', ['a', ''], 'at least 1'],
    ['alarms', 'answer.MetricAlarms.0.StateValue', 'Ok', 'is none of'],
    ['alarms', 'answer.MetricAlarms.0.Threshold', '0.01', 'not a double'],
    ['alarms', 'answer.MetricAlarms.0.ActionsEnabled', 'true', 'not a boolean'],
    ['alarms', 'answer.MetricAlarms.0.EvaluationPeriods', 0, 'at least 1'],
    ['metricData', 'request.Namespace', ':colon', 'does not fit'],
    ['metricData', 'request.MetricData.0.MetricName', undefined, 'MetricName is required'],
    ['images', 'request.repositoryName', 'Upper', 'does not fit'],
    ['images', 'answer.imageDetails.0.registryId', '12345', 'does not fit'],
    ['images', 'answer.imageDetails.0.imageSizeInBytes', 0.5, 'not a long'],
    ['target', 'request.ServiceNamespace', 'lambada', 'is none of'],
    ['target', 'request.ResourceId', '', 'at least 1'],
    ['target', 'answer.ScalableTargetARN', { Arn: 'a' }, 'not a string'],
    ['refused', 'answer.__type', undefined, 'has no code'],
    ['refused', 'answer.__type', 'Not a code', 'has no code'],
    ['refused', 'answer.message', undefined, 'has no message'],
    ['refused', 'answer.stack', 'at line 1', 'stack is no member of ValidationException'],
  ])('%s with %s = %j', (name, path, value, violation) => {
    const found = judgeExchange(mutated(name, path, value));

    expect(found).toContainEqual(expect.stringContaining(violation));
  });

  test('a request that AWS would refuse is judged only where it was taken', () => {
    const taken = { ...good.refused, status: 200, answer: good.describe.answer };

    expect(judgeExchange(recorded(taken))).toEqual([expect.stringContaining('does not fit')]);
  });

  test.each([
    ['no JSON', { contentType: json, body: { text: '{"Endpoints":[' } }, 'Unexpected end of JSON'],
    [
      'HTML',
      { contentType: 'text/html', body: { text: '<html></html>' } },
      'answered in text/html',
    ],
  ])('an answer that is %s', (_what, answer, violation) => {
    const broken = { ...recorded(good.list), answer: { status: 200, ...answer } };

    expect(judgeExchange(broken)[0]).toContain(violation);
  });
});

import { checkInput } from '../../../src/sandbox/service-model/check-input';
import { authorization, useWire } from '../wire/wire-stack';

const variant = { VariantName: 'main', ModelName: 'a', InstanceType: 'ml.m5.xlarge' };
const config = { EndpointConfigName: 'a', ProductionVariants: [variant] };
const name63 = 'a'.repeat(63);
const pair = { Name: 'a', Value: 'b' };
const namePattern = '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}';

const taken = (): Record<string, never> => ({});
const wire = useWire({
  sagemaker: {
    CreateEndpoint: taken,
    CreateEndpointConfig: taken,
    CreateModel: taken,
    AddTags: taken,
    DescribeEndpoint: taken,
    ListEndpoints: taken,
    UpdateEndpoint: taken,
    UpdateModelPackage: taken,
  },
});

async function call(target: string, input: unknown): Promise<{ code: string; message: string }> {
  const service = target.startsWith('SageMaker') ? 'sagemaker' : 'monitoring';
  const response = await fetch(wire.endpoint, {
    method: 'POST',
    headers: {
      authorization: authorization(service),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as { __type?: string; message?: string };
  return { code: body.__type ?? `${response.status}`, message: body.message ?? '' };
}

const one = (value: string, at: string, constraint: string): string =>
  `1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: ${constraint}`;

describe("SageMaker refuses in AWS's words", () => {
  // claim: validation, DescribeEndpoint, ListEndpoints, CreateEndpointConfig, UpdateModelPackage
  //   · required members, ranges, patterns, enums and lengths in AWS's words · botocore:
  //   constraints of the input shapes
  test.each([
    [
      'a name outside its pattern',
      'DescribeEndpoint',
      { EndpointName: 'with_underscore' },
      one(
        "'with_underscore'",
        'endpointName',
        `Member must satisfy regular expression pattern: ${namePattern}`,
      ),
    ],
    [
      'a missing member',
      'DescribeEndpoint',
      {},
      one('null', 'endpointName', 'Member must not be null'),
    ],
    [
      'a null member',
      'DescribeEndpoint',
      { EndpointName: null },
      one('null', 'endpointName', 'Member must not be null'),
    ],
    [
      'a number below its range',
      'ListEndpoints',
      { MaxResults: 0 },
      one("'0'", 'maxResults', 'Member must have value greater than or equal to 1'),
    ],
    [
      'a number above its range',
      'ListEndpoints',
      { MaxResults: 101 },
      one("'101'", 'maxResults', 'Member must have value less than or equal to 100'),
    ],
    [
      'a word of no enum',
      'ListEndpoints',
      { SortOrder: 'Up' },
      one("'Up'", 'sortOrder', 'Member must satisfy enum value set: [Ascending, Descending]'),
    ],
    [
      'a list that is too short',
      'CreateEndpointConfig',
      { ...config, ProductionVariants: [] },
      one("'[]'", 'productionVariants', 'Member must have length greater than or equal to 1'),
    ],
    [
      'a member in a list',
      'CreateEndpointConfig',
      { ...config, ProductionVariants: [variant, { ...variant, VolumeSizeInGB: 513 }] },
      one(
        "'513'",
        'productionVariants.2.member.volumeSizeInGB',
        'Member must have value less than or equal to 512',
      ),
    ],
    [
      'a value of a map',
      'UpdateModelPackage',
      {
        ModelPackageArn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/a/1',
        CustomerMetadataProperties: { a: 'x'.repeat(257) },
      },
      'Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern:',
    ],
  ])('%s', async (_what, operation, input, message) => {
    const refused = await call(`SageMaker.${operation}`, input);

    expect(refused.code).toBe('ValidationException');
    expect(refused.message).toContain(message);
  });

  // claim: validation · several errors come in one message · reported: `2 validation errors
  //   detected`
  test('a name that is too long misses its pattern too: two errors in one message', async () => {
    const { message } = await call('SageMaker.DescribeEndpoint', { EndpointName: `${name63}a` });

    expect(message).toBe(
      `2 validation errors detected: Value '${name63}a' at 'endpointName' failed to satisfy constraint: Member must have length less than or equal to 63; Value '${name63}a' at 'endpointName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern}`,
    );
  });

  // claim: validation · another type is SerializationException · AWS: Common error types
  test.each([
    ['a text for a number', 'ListEndpoints', { MaxResults: '5' }, 'MaxResults must be number'],
    ['half a number', 'ListEndpoints', { MaxResults: 1.5 }, 'MaxResults must be an integer'],
    ['a number for a text', 'DescribeEndpoint', { EndpointName: 7 }, 'must be string, not number'],
    [
      'a text for a flag',
      'UpdateEndpoint',
      { RetainAllVariantProperties: 'yes' },
      'must be boolean',
    ],
    ['a text for a time', 'ListEndpoints', { CreationTimeAfter: 'now' }, 'must be a timestamp'],
    ['a time out of time', 'ListEndpoints', { CreationTimeAfter: 1e300 }, 'must be a timestamp'],
    ['an object for a list', 'AddTags', { Tags: {} }, 'Tags must be a list'],
    ['a list for an object', 'CreateModel', { VpcConfig: [] }, 'VpcConfig must be a structure'],
    ['null in a list', 'CreateModel', { Containers: [null] }, 'must be a structure, not null'],
  ])('%s', async (_what, operation, input, message) => {
    const refused = await call(`SageMaker.${operation}`, input);

    expect(refused).toEqual({
      code: 'SerializationException',
      message: expect.stringContaining(message) as string,
    });
  });

  // claim: validation · names that JavaScript has by itself are unknown members, too · sandbox:
  //   no input reaches a prototype
  test.each([
    [{ EndpointName: 'a', ['__proto__x']: 1 }, '__proto__x'],
    [{ EndpointName: 'a', constructor: 1 }, 'constructor'],
    [{ EndpointName: 'a', endpointName: 'a' }, 'endpointName'],
  ])('an unknown member in %j', async (input, member) => {
    const { message } = await call('SageMaker.DescribeEndpoint', input);

    expect(message).toContain(`${member} is not a member that SageMaker knows`);
  });

  test.each([
    ['DescribeEndpoint', { EndpointName: name63 }],
    ['ListEndpoints', { MaxResults: 100, CreationTimeAfter: 1_700_000_000.5, NameContains: null }],
    ['AddTags', { ResourceArn: 'arn:aws:sagemaker:a:000000000000:model/a', Tags: [] }],
    [
      'AddTags',
      {
        ResourceArn: 'arn:aws:sagemaker:us-east-1:000000000000:model/a',
        Tags: [{ Key: 'équipe Ω', Value: '' }],
      },
    ],
  ])('%s takes %j', async (operation, input) => {
    expect(await call(`SageMaker.${operation}`, input)).toEqual({ code: '200', message: '' });
  });
});

describe('other services', () => {
  // claim: validation, DescribeAlarms · CloudWatch: an entry of a list · reported: `Member must
  //   satisfy constraint: [Member must have length …]`
  test('CloudWatch: an entry of a list of texts', async () => {
    const input = { AlarmNames: ['fine', ''] };

    expect(await call('GraniteServiceVersion20100801.DescribeAlarms', input)).toEqual({
      code: 'ValidationException',
      message: one(
        "'[fine, ]'",
        'alarmNames',
        'Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1]',
      ),
    });
  });

  // claim: validation, wires, DescribeAlarms · numbers that come as text are checked as numbers;
  //   ValidationError in query · AWS: Common errors of CloudWatch
  test('CloudWatch in the query protocol: numbers come as text', async () => {
    const ask = async (form: string): Promise<string> => {
      const response = await fetch(wire.endpoint, {
        method: 'POST',
        headers: {
          authorization: authorization('monitoring'),
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: `Action=DescribeAlarms&Version=2010-08-01&${form}`,
      });
      return `${response.status} ${await response.text()}`;
    };

    expect(await ask('MaxRecords=100&AlarmNames=')).toMatch(/^200 /);
    expect(await ask('MaxRecords=101')).toContain(
      `<Code>ValidationError</Code><Message>${one("'101'", 'maxRecords', 'Member must have value less than or equal to 100')}`,
    );
    expect(await ask('MaxRecords=many')).toContain('<Code>MalformedInput</Code>');
  });

  // claim: validation, PutMetricData · its own words and codes: MissingRequiredParameter,
  //   InvalidParameterValue · reported: texts of PutMetricData as users see them
  test.each([
    [{}, 'MissingRequiredParameterException', 'The parameter Namespace is required.'],
    [
      { Namespace: 'n'.repeat(256) },
      'InvalidParameterValueException',
      'The parameter Namespace must be shorter than 256 characters.',
    ],
    [
      { Namespace: ':n' },
      'InvalidParameterValueException',
      'The value :n for parameter Namespace is invalid.',
    ],
    [
      { Namespace: 'n', MetricData: [{ MetricName: 'a', Value: 1, Unit: 'Parsecs' }] },
      'InvalidParameterValueException',
      'The value Parsecs for parameter MetricData.member.1.Unit is invalid.',
    ],
    [
      { Namespace: 'n', MetricData: [{ MetricName: 'a', Dimensions: Array(31).fill(pair) }] },
      'InvalidParameterValueException',
      'The collection MetricData.member.1.Dimensions must not have a size greater than 30.',
    ],
  ])('CloudWatch: PutMetricData of %j', async (input, code, message) => {
    const refused = await call('GraniteServiceVersion20100801.PutMetricData', input);

    expect(refused).toEqual({ code, message });
  });

  // claim: validation, DescribeImages · ECR: InvalidParameterException with one parameter ·
  //   reported: `Invalid parameter at 'repositoryName' failed to satisfy constraint`
  test('ECR: one parameter, in its own form', async () => {
    const input = { repositoryName: 'Upper' };

    expect(await call('AmazonEC2ContainerRegistry_V20150921.DescribeImages', input)).toEqual({
      code: 'InvalidParameterException',
      message: expect.stringMatching(
        /^Invalid parameter at 'repositoryName' failed to satisfy constraint: 'Member must satisfy regular expression pattern: /,
      ) as string,
    });
  });

  // claim: validation, DescribeScalableTargets · enums · botocore: ServiceNamespace
  test('Application Auto Scaling: an enum', async () => {
    const input = { ServiceNamespace: 'lambada' };
    const { code, message } = await call('AnyScaleFrontendService.DescribeScalableTargets', input);

    expect(code).toBe('ValidationException');
    expect(message).toContain(
      "Value 'lambada' at 'serviceNamespace' failed to satisfy constraint: Member must satisfy enum value set: [",
    );
  });
});

test('a large input is checked in less than 2 ms', () => {
  const input = {
    ...config,
    ProductionVariants: Array.from({ length: 10 }, (_, index) => ({
      ...variant,
      VariantName: `variant-${index}`,
    })),
    Tags: Array.from({ length: 50 }, (_, index) => ({ Key: `key-${index}`, Value: 'value' })),
  };
  // The fastest counts: what makes others slower is the machine's other work.
  const times = Array.from({ length: 400 }, () => {
    const start = performance.now();
    checkInput('sagemaker', 'CreateEndpointConfig', input);
    return performance.now() - start;
  });

  expect(Math.min(...times)).toBeLessThan(2);
});

import http from 'node:http';
import net from 'node:net';
import fc from 'fast-check';
import { useSandbox } from '../running-sandbox';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

const signed = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=AKIARAW/20261121/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

const json = (target: string, more: Record<string, string> = {}) => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': target,
  authorization: signed('sagemaker'),
  ...more,
});

describe('bad input', () => {
  const sandbox = useSandbox();
  let port: number;

  beforeAll(() => {
    port = Number(new URL(sandbox.endpointUrl).port);
  });

  const send = (
    method: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    body?: string | Buffer,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = http.request(
        { port, host: '127.0.0.1', method, path: target, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });

  const deep = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
  const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const describe_ = 'SageMaker.DescribeEndpoint';

  // claim: wires, PutObject, CreateBucket · bad input on every wire is an error of AWS's form
  //   and status, never a crash · AWS: Common error types
  it.each<[string, string, string, Record<string, string>, string | Buffer, number, RegExp]>([
    ['half of JSON', 'POST', '/', json(describe_), '{"a', 400, /SerializationException/],
    ['JSON that is a list', 'POST', '/', json(describe_), '[1]', 400, /SerializationException/],
    ['bytes', 'POST', '/', json(describe_), Buffer.from([255, 0, 1]), 400, /Serialization/],
    ['JSON of 100,000 levels', 'POST', '/', json(describe_), deep(1e5), 400, /Serialization/],
    ['no operation', 'POST', '/', json('SageMaker.'), '{}', 400, /UnknownOperationException/],
    ['no target', 'POST', '/', json(''), '{}', 400, /UnknownOperationException/],
    ['a strange target', 'POST', '/', json('a.b.c.__proto__'), '{}', 400, /UnknownOperation/],
    [
      'another content type',
      'POST',
      '/',
      json(describe_, { 'content-type': 'text/html' }),
      '{"EndpointName":"fraud-scorer"}',
      404,
      /UnknownOperationException/,
    ],
    ['10 MB of JSON', 'POST', '/', json(describe_), large, 413, /RequestEntityTooLarge/],
    [
      '10 MB for S3',
      'PUT',
      '/bucket/key',
      { authorization: signed('s3') },
      large,
      400,
      /<Code>EntityTooLarge<\/Code>/,
    ],
    [
      '6 MB for a model',
      'POST',
      '/endpoints/fraud-scorer/invocations',
      { authorization: signed('sagemaker') },
      large.subarray(0, 6_291_457),
      400,
      /6291456/,
    ],
    [
      'a name outside its pattern',
      'POST',
      '/',
      json(describe_),
      '{"EndpointName":"../../etc"}',
      400,
      /ValidationException/,
    ],
    [
      'a member of another type',
      'POST',
      '/',
      json(describe_),
      '{"EndpointName":{"a":1}}',
      400,
      /SerializationException|ValidationException/,
    ],
    ['null for a name', 'POST', '/', json(describe_), '{"EndpointName":null}', 400, /not be null/],
    ['null for an unknown member', 'POST', '/', json(describe_), '{"X":null}', 400, /X is not/],
    ['GET of the root', 'GET', '/', {}, '', 403, /MissingAuthenticationToken/],
    ['a strange method', 'PROPFIND', '/x', json(describe_), '', 400, /ValidationException/],
    ['a broken escape', 'POST', '/endpoints/%ZZ/invocations', json(''), '', 400, /Unknown/],
    [
      'a broken escape of an endpoint',
      'POST',
      '/endpoints/%E0%A4%A/invocations',
      { authorization: signed('sagemaker') },
      '{}',
      404,
      /UnknownOperationException/,
    ],
    [
      'Basic',
      'POST',
      '/',
      json(describe_, { authorization: 'Basic abc' }),
      '{}',
      403,
      /IncompleteSignature.*requires 'Credential' parameter/,
    ],
    [
      'a signature without signed headers',
      'POST',
      '/',
      json(describe_, {
        authorization:
          'AWS4-HMAC-SHA256 Credential=A/20261121/us-east-1/sagemaker/aws4_request, Signature=0',
      }),
      '{}',
      403,
      /requires 'SignedHeaders' parameter/,
    ],
    [
      'another algorithm',
      'POST',
      '/',
      json(describe_, { authorization: signed('sagemaker').replace('SHA256', 'MD5') }),
      '{}',
      403,
      /must begin with AWS4-HMAC-SHA256/,
    ],
    [
      'a form of a thousand levels',
      'POST',
      '/',
      { ...form, authorization: signed('monitoring') },
      `Action=DescribeAlarms&Version=2010-08-01&${'a.'.repeat(1000)}=1`,
      400,
      /<Code>MalformedInput<\/Code>/,
    ],
    [
      'a form that contradicts itself',
      'POST',
      '/',
      { ...form, authorization: signed('monitoring') },
      'Action=DescribeAlarms&Version=2010-08-01&a=1&a.b=2',
      400,
      /<Code>MalformedInput<\/Code>/,
    ],
    [
      'CBOR of 100,000 levels',
      'POST',
      '/service/GraniteServiceVersion20100801/operation/DescribeAlarms',
      { 'smithy-protocol': 'rpc-v2-cbor', authorization: signed('monitoring') },
      Buffer.alloc(1e5, 0x81),
      400,
      /SerializationException/,
    ],
    [
      'a chunk that leads back',
      'PUT',
      '/sandbox-fraud-models/x',
      { authorization: signed('s3'), 'content-encoding': 'aws-chunked' },
      '-6\r\nabcdef\r\n',
      400,
      /<Code>IncompleteBody<\/Code>/,
    ],
    [
      'a bucket that is none',
      'PUT',
      '/A',
      { authorization: signed('s3') },
      '',
      400,
      /<Code>InvalidBucketName<\/Code>/,
    ],
  ])('%s', async (_what, method, target, headers, body, status, text) => {
    const answer = await send(method, target, headers, body);

    const told = `${String(answer.headers['x-amzn-errortype'])} ${answer.body}`;
    expect([answer.status, told]).toEqual([status, expect.stringMatching(text)]);
  });

  // claim: wires · what is no HTTP is 4xx · sandbox: as any HTTP server
  it.each(['GARBAGE\r\n\r\n', 'POST / HTTP/9.9\r\n\r\n', 'GET * HTTP/1.1\r\nhost: x\r\n\r\n'])(
    'no HTTP at all: %j',
    async (text) => {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = net.connect(port, '127.0.0.1', () => socket.end(text));
        let got = '';
        socket.on('data', (chunk) => (got += chunk.toString('latin1')));
        socket.on('close', () => resolve(got));
        socket.on('error', reject);
      });

      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    },
  );

  // claim: wires, validation · random input never meets a defect · sandbox: a property of all
  //   operations
  it('nothing that anybody sends is a defect of the sandbox', async () => {
    const target = fc.constantFrom(
      ...['SageMaker.DescribeEndpoint', 'SageMaker.UpdateEndpointWeightsAndCapacities'],
      ...['SageMaker.CreateModel', 'SageMaker.CreateEndpointConfig', 'SageMaker.AddTags'],
      ...['SageMaker.CreateModelPackage', 'SageMaker.UpdateModelPackage', 'SageMaker.ListModels'],
      ...['GraniteServiceVersion20100801.PutMetricAlarm', 'AnyScaleFrontendService.Nothing'],
      ...['GraniteServiceVersion20100801.GetMetricData', 'AnyScaleFrontendService'],
      ...['GraniteServiceVersion20100801.PutMetricData'],
      ...['AmazonEC2ContainerRegistry_V20150921.DescribeImages'],
      ...['AnyScaleFrontendService.RegisterScalableTarget'],
    );
    const member = fc.constantFrom(
      ...['EndpointName', 'ModelName', 'Tags', 'ProductionVariants', 'PrimaryContainer'],
      ...['ModelPackageGroupName', 'ModelPackageArn', 'NextToken', 'MaxResults', 'ResourceArn'],
      ...['DesiredWeightsAndCapacities', 'AlarmName', 'Metrics', 'MetricDataQueries', 'StartTime'],
      ...['MetricData', 'Namespace', 'repositoryName', 'imageIds', 'ResourceId', '__proto__'],
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.oneof(fc.string(), fc.double(), fc.boolean()),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(member, fc.string()), tie('value'), { maxKeys: 4 }),
      ),
    }));
    const input = fc.dictionary(member, value, { maxKeys: 5 }).map((tree) => JSON.stringify(tree));
    const body = fc.oneof(
      { weight: 4, arbitrary: input },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    );

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'GET', 'DELETE'),
        fc.oneof(fc.constant('/'), fc.webPath()),
        target,
        fc.constantFrom('sagemaker', 'monitoring', 's3', 'ecr', 'x'),
        body,
        async (method, where, operation, service, text) => {
          const authorization = signed(service);
          const headers = service === 's3' ? { authorization } : json(operation, { authorization });
          const answer = await send(method, where || '/', headers, text);

          expect([200, 204, 400, 403, 404, 405, 409, 411, 412, 501]).toContain(answer.status);
          expect(answer.body).not.toMatch(/InternalFailure|InternalError/);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  // The last of them.
  it('still serves, whatever came before', async () => {
    const answer = await send('POST', '/', json('SageMaker.ListEndpoints'), '{}');

    expect([answer.status, sandbox.process.exitCode]).toEqual([200, null]);
  });
});

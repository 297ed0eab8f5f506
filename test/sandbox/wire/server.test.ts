import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { AwsError, type Call, type Door, type Outcome } from '../../../src/sandbox/wire/operation';
import { authorization, openDoor, useWire } from './wire-stack';

const seen: { call: Call; outcome: Outcome }[] = [];
let door: Door = openDoor;
const wire = useWire({
  door: {
    before: (call) => door.before(call),
    after: (call, outcome) => {
      seen.push({ call, outcome });
      return door.after(call, outcome);
    },
  },
  sagemaker: {
    DescribeEndpoint: (input: { readonly EndpointName: string }) => ({
      EndpointName: input.EndpointName,
      CreationTime: new Date(1_700_000_000_500),
      FailureReason: undefined,
    }),
    DeleteEndpoint: () => undefined,
    Broken: () => {
      throw new TypeError('a defect');
    },
    DeleteModel: () => {
      throw new AwsError('Refused', 'Not now.');
    },
  },
});

beforeEach(() => {
  door = openDoor;
  seen.length = 0;
});

/** The least that the operations called here take. */
const named = '{"EndpointName":"fraud"}';

function call(
  operation: string,
  options: { body?: string | Buffer<ArrayBuffer>; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(wire.endpoint, {
    method: 'POST',
    headers: {
      authorization: authorization('sagemaker'),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `SageMaker.${operation}`,
      ...options.headers,
    },
    body: options.body ?? named,
  });
}

describe('AWS JSON', () => {
  // claim: wires, DescribeEndpoint · AWS JSON 1.1: times in seconds, request id and date in the
  //   headers · AWS: AWS JSON 1.1 protocol (Smithy)
  test('answers with seconds since 1970, a request id and a date', async () => {
    const response = await call('DescribeEndpoint', { body: '{"EndpointName":"fraud"}' });

    expect(await response.json()).toEqual({ EndpointName: 'fraud', CreationTime: 1_700_000_000.5 });
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(Date.parse(response.headers.get('date') ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(seen[0]?.call).toMatchObject({
      service: 'sagemaker',
      operation: 'DescribeEndpoint',
      input: { EndpointName: 'fraud' },
      caller: {
        accessKeyId: 'AKIDTEST',
        account: '000000000000',
        region: 'eu-central-1',
        userArn: 'arn:aws:iam::000000000000:user/AKIDTEST',
      },
    });
  });

  // claim: wires, DeleteEndpoint · an operation without output has an empty body · AWS:
  //   API_DeleteEndpoint, response elements
  test('an operation without output has an empty body', async () => {
    const response = await call('DeleteEndpoint');

    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  // claim: wires, DeleteModel · malformed JSON, unknown targets, bodies over 10 MB and defects
  //   are an error of AWS's form, never a crash · AWS: Common error types
  test.each([
    ['an error of the service', 'DeleteModel', { body: '{"ModelName":"a"}' }, 400, 'Refused'],
    ['a defect of the sandbox', 'Broken', {}, 500, 'InternalFailure'],
    ['an unknown operation', 'CreateHub', {}, 400, 'UnknownOperationException'],
    ['an inherited property', 'constructor', {}, 400, 'UnknownOperationException'],
    ['a body that is no JSON', 'DescribeEndpoint', { body: '{"a' }, 400, 'SerializationException'],
    ['a body that is no object', 'DescribeEndpoint', { body: '[]' }, 400, 'SerializationException'],
    [
      'a service that is not there',
      'X',
      { headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' } },
      400,
      'UnknownOperationException',
    ],
    [
      'a credential without scope',
      'DescribeEndpoint',
      { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKID' } },
      403,
      'IncompleteSignature',
    ],
    [
      'a body over 10 MB',
      'DescribeEndpoint',
      { body: Buffer.alloc(10 * 1024 * 1024 + 1, ' ') },
      413,
      'RequestEntityTooLarge',
    ],
    [
      'a body that says gzip and is not',
      'DescribeEndpoint',
      { headers: { 'content-encoding': 'gzip' } },
      400,
      'SerializationException',
    ],
  ])('%s', async (_what, operation, options, status, type) => {
    const response = await call(operation, options);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      __type: type,
      message: expect.stringMatching(/./) as string,
    });
    expect(response.headers.has('x-amzn-query-error')).toBe(false);
  });

  // claim: wires · an unsigned request is MissingAuthenticationTokenException, 403 · AWS: Common
  //   error types
  test('unsigned requests are refused', async () => {
    const response = await fetch(wire.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'SageMaker.DescribeEndpoint' },
      body: '{}',
    });

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
    expect(seen).toEqual([]);
  });

  test('a gzip body is read', async () => {
    const body = gzipSync('{"EndpointName":"zipped"}');
    const response = await call('DescribeEndpoint', {
      body,
      headers: { 'content-encoding': 'gzip' },
    });

    expect(await response.json()).toMatchObject({ EndpointName: 'zipped' });
  });

  // claim: wires, accounts and regions · a presigned URL names the caller · AWS: Authenticating
  //   requests, query parameters
  test('a presigned URL names the caller', async () => {
    const credential = encodeURIComponent(
      'AKIDPRESIGNED/20261121/us-east-1/sagemaker/aws4_request',
    );
    await fetch(`${wire.endpoint}/?X-Amz-Credential=${credential}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'SageMaker.DeleteEndpoint',
      },
      body: named,
    });

    expect(seen[0]?.call.caller).toMatchObject({
      accessKeyId: 'AKIDPRESIGNED',
      region: 'us-east-1',
    });
  });
});

describe('other protocols', () => {
  // claim: wires · an unknown operation says so in each protocol · AWS: Common error types
  test.each([
    ['CBOR', '/service/GraniteServiceVersion20100801/operation/CreateHub', {}, '', 404],
    [
      'query',
      '/',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'Action=CreateHub&Version=2010-08-01',
      400,
    ],
    ['nothing known', '/2015-03-31/functions', {}, '', 404],
  ])('an unknown operation in %s', async (_what, path, headers, body, status) => {
    const response = await fetch(`${wire.endpoint}${path}`, {
      method: 'POST',
      headers: { ...headers, authorization: authorization('monitoring') },
      body,
    });

    expect(response.status).toBe(status);
    const where = `${response.headers.get('x-amzn-errortype')} ${await response.text()}`;
    expect(where).toMatch(/UnknownOperationException|<Code>InvalidAction<\/Code>/);
  });

  // claim: wires, PutMetricData · x-amzn-query-mode gets the query code beside the shape · AWS:
  //   AWS query compatibility trait (Smithy)
  test('query mode gets the query code beside the shape', async () => {
    const response = await fetch(wire.endpoint, {
      method: 'POST',
      headers: {
        authorization: authorization('monitoring'),
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData',
        'x-amzn-query-mode': 'true',
      },
      body: JSON.stringify({ Namespace: 'AWS/SageMaker', MetricData: [] }),
    });

    expect(response.headers.get('x-amzn-query-error')).toBe('InvalidParameterValue;Sender');
    expect(await response.json()).toMatchObject({ __type: 'InvalidParameterValueException' });
  });
});

describe('the door', () => {
  test('holds a call until it is let go', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    door = { ...openDoor, before: () => (arrived(), held) };

    const answer = call('DeleteEndpoint');
    await arrival;
    expect(seen).toEqual([]);
    letGo();

    expect((await answer).status).toBe(200);
  });

  test('refuses a call that then has no effect', async () => {
    door = {
      ...openDoor,
      before: () => Promise.reject(new AwsError('ThrottlingException', 'Rate exceeded')),
    };

    const response = await call('DescribeEndpoint');

    expect(await response.json()).toEqual({
      __type: 'ThrottlingException',
      message: 'Rate exceeded',
    });
    expect(seen[0]?.outcome).toMatchObject({ ok: false, code: 'ThrottlingException' });
  });

  test('drops an answer after the effect', async () => {
    door = { ...openDoor, after: () => Promise.resolve('drop') };

    await expect(call('DescribeEndpoint')).rejects.toThrow();
    expect(seen[0]?.outcome).toMatchObject({ ok: true });
  });
});

test('a client that goes away half-way does no harm', async () => {
  await new Promise<void>((resolve) => {
    const request = httpRequest({
      port: wire.port,
      method: 'POST',
      headers: { 'content-length': '1000' },
    });
    request.on('error', () => resolve());
    request.write('{"part');
    request.on('socket', (socket) =>
      socket.on('connect', () => request.destroy(new Error('gone'))),
    );
  });

  expect((await call('DeleteEndpoint')).status).toBe(200);
});

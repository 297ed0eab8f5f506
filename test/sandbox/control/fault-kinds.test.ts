import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  AddTagsCommand,
  DescribeModelCommand,
  ListTagsCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { callsTo, linesOf } from '../../../src/sandbox/log-reader';
import { startSandbox, until, type RunningSandbox } from '../running-sandbox';

describe('every kind of fault, as a real SDK client sees it', () => {
  let sandbox: RunningSandbox;
  /** The same client as its users have it: it retries by itself. */
  let patient: SageMakerClient;

  beforeAll(async () => {
    sandbox = await startSandbox();
    patient = new SageMakerClient({ ...sandbox.client, maxAttempts: 3 });
  });
  afterEach(async () => {
    const { body } = await sandbox.control('GET', '/faults');
    for (const { id } of body.faults as { id: string }[]) {
      await sandbox.control('DELETE', `/faults/${id}`);
    }
  });
  afterAll(async () => {
    patient.destroy();
    await sandbox.stop();
  });

  const fault = async (order: Record<string, unknown>): Promise<string> => {
    const { status, body } = await sandbox.control('POST', '/faults', order);
    expect([status, body]).toEqual([200, { id: expect.stringMatching(/^fault-/) as string }]);
    return body.id as string;
  };

  const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/fraud-scorer';
  let tag = 0;
  const addTag = (client: SageMakerClient, Key: string) =>
    client.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key, Value: 'yes' }] }));
  const hasTag = async (key: string): Promise<boolean> => {
    const { Tags = [] } = await sandbox.sagemaker.send(new ListTagsCommand({ ResourceArn }));
    return Tags.some(({ Key }) => Key === key);
  };

  const failure = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (cause: unknown) => cause as Error & { readonly $metadata?: Record<string, unknown> },
    );
    const status = error?.$metadata?.httpStatusCode;
    // Jest's realm is another one than Node's: the SDK wraps what it does not take for an Error.
    const [message] =
      error?.message.replace(/^AWS SDK error wrapper for \w+: /, '').split('\n') ?? [];
    return error && [error.name, ...(status === undefined ? [] : [status]), message];
  };

  const rate = { code: 'ThrottlingException', message: 'Rate exceeded' };
  // claim: faults, AddTags, ListTags · a call fails, is reset, dropped, cut or answered in HTML,
  //   before or after it took effect; an SDK that retries gets through · sandbox: faults
  it.each([
    ['fail', rate, ['ThrottlingException', 400, 'Rate exceeded'], false],
    ['fail', { ...rate, status: 429 }, ['ThrottlingException', 429, 'Rate exceeded'], false],
    ['fail', { code: 'InternalFailure' }, ['InternalFailure', 500], false],
    ['fail', { code: 'ServiceUnavailable' }, ['ServiceUnavailable', 503], false],
    ['fail', { phase: 'after' }, ['InternalFailure', 500], true],
    ['reset', {}, ['Error', 'read ECONNRESET'], false],
    ['reset', { phase: 'after' }, ['Error', 'read ECONNRESET'], true],
    ['drop', {}, ['Error', 'socket hang up'], true],
    ['drop', { phase: 'before' }, ['Error', 'socket hang up'], false],
    ['truncate', {}, ['Error', 'aborted'], true],
    ['html', {}, ['SyntaxError', 502], false],
    ['html', { phase: 'after' }, ['SyntaxError', 502], true],
  ])('%s %j', async (action, more, expected, takesEffect) => {
    const order = { operation: 'AddTags', action, times: 1, ...more };
    tag += 1;
    await fault(order);

    const seen = await failure(addTag(sandbox.sagemaker, `once-${tag}`));
    expect(seen?.slice(0, expected.length)).toEqual(expected);
    expect(await hasTag(`once-${tag}`)).toBe(takesEffect);

    await fault(order);
    await addTag(patient, `again-${tag}`);
    expect(await hasTag(`again-${tag}`)).toBe(true);
  });

  // claim: faults · an answer comes later · sandbox: faults
  it('delay', async () => {
    await fault({ operation: 'ListModels', action: 'delay', seconds: 0.3, times: 1 });

    const startedAt = performance.now();
    await sandbox.sagemaker.send(new ListModelsCommand({}));

    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });

  // claim: faults · a read answers what was true some time ago · AWS: eventual consistency,
  //   which AWS names without a bound
  it('stale: a read answers what it answered some time ago, and then what is true', async () => {
    expect(await hasTag('unseen')).toBe(false);
    const id = await fault({ operation: 'ListTags', action: 'stale', seconds: 600 });

    await addTag(sandbox.sagemaker, 'unseen');

    expect(await hasTag('unseen')).toBe(false);
    await sandbox.control('DELETE', `/faults/${id}`);
    expect(await hasTag('unseen')).toBe(true);
  });

  it('stale: an answer is no older than it says', async () => {
    expect(await hasTag('late')).toBe(false);
    await fault({ operation: 'ListTags', action: 'stale', seconds: 0.4 });
    await addTag(sandbox.sagemaker, 'late');

    expect(await hasTag('late')).toBe(false);
    await until('the read has caught up', () => hasTag('late'));
  });

  // claim: faults · an answer has other members · sandbox: faults
  it('alter: an answer has other members', async () => {
    await fault({
      operation: 'DescribeModel',
      action: 'alter',
      set: { ModelName: 'another', PrimaryContainer: { Mode: 'MultiModel' } },
    });

    const model = await sandbox.sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-1' }));

    expect(model).toMatchObject({
      ModelName: 'another',
      ExecutionRoleArn: expect.stringContaining('role/') as string,
      PrimaryContainer: { Mode: 'MultiModel', ModelPackageName: expect.any(String) as string },
    });
  });

  it('alter: a list that is empty and goes on', async () => {
    await fault({
      operation: 'ListModels',
      action: 'alter',
      set: { Models: [], NextToken: 'again' },
    });

    const { Models, NextToken } = await sandbox.sagemaker.send(new ListModelsCommand({}));

    expect([Models, NextToken]).toEqual([[], 'again']);
  });

  // claim: faults · an answer is made up, and the call never takes effect · sandbox: faults
  it('alter before: a call is answered as if it were done, and nothing happens', async () => {
    await fault({
      operation: 'AddTags',
      action: 'alter',
      phase: 'before',
      set: { Tags: [{ Key: 'made-up', Value: 'yes' }] },
      times: 1,
    });

    const { Tags } = await addTag(sandbox.sagemaker, 'made-up');

    expect(Tags).toEqual([{ Key: 'made-up', Value: 'yes' }]);
    expect(await hasTag('made-up')).toBe(false);
    const [call] = callsTo(await sandbox.log(), 'AddTags').slice(-1);
    expect(call).toMatchObject({
      ok: false,
      message: expect.stringContaining('made up') as string,
    });
  });

  // claim: faults, InvokeEndpoint · requests to models meet the same faults · sandbox: faults
  it.each([
    [{ action: 'fail', code: 'ThrottlingException' }, ['ThrottlingException', 400]],
    [{ action: 'reset' }, ['Error', 'read ECONNRESET']],
    [{ action: 'drop' }, ['Error', 'socket hang up']],
    [{ action: 'truncate' }, ['Error', 'aborted']],
    [{ action: 'html' }, ['SyntaxError', 502]],
    [{ action: 'fail', phase: 'after', status: 500 }, ['InternalFailure', 500]],
  ])('InvokeEndpoint %j', async (order, expected) => {
    await fault({ operation: 'InvokeEndpoint', times: 1, ...order });
    const invoke = async () => {
      const { Body } = await sandbox.runtime.send(
        new InvokeEndpointCommand({ EndpointName: 'fraud-scorer', Body: '{"amount":1}' }),
      );
      return Body.transformToString();
    };

    expect((await failure(invoke()))?.slice(0, 2)).toEqual(expected);
    expect(JSON.parse(await invoke())).toBeDefined();
  });

  // claim: faults, GetObject · an object that ends in the middle · sandbox: faults
  it('S3: an artifact that ends in the middle', async () => {
    const s3 = new S3Client({ ...sandbox.client, forcePathStyle: true });
    const { body } = await sandbox.control('POST', '/faults', {
      happens: 'call',
      service: 's3',
      operation: 'PutObject',
      input: {
        Bucket: 'sandbox-fraud-models',
        Key: 'fraud/1/model.json',
        Body: '{"version":"other"}',
      },
    });
    const get = async () => {
      const { Body } = await s3.send(
        new GetObjectCommand({ Bucket: 'sandbox-fraud-models', Key: 'fraud/1/model.json' }),
      );
      return await Body?.transformToString();
    };
    await fault({ operation: 'GetObject', service: 's3', action: 'truncate', times: 1 });

    expect(body).toHaveProperty('id');
    await expect(get()).rejects.toThrow('aborted');
    expect(await get()).toBe('{"version":"other"}');
    s3.destroy();
  });

  // claim: faults · faults begin and end by calls and by time · sandbox: fault plans
  it('begins when a call has succeeded so often, and ends by itself', async () => {
    await fault({
      operation: 'Describe*',
      service: 'sagemaker',
      action: 'fail',
      code: 'AccessDeniedException',
      when: { operation: 'AddTags', count: 2 },
      for: 0.3,
    });
    const describe = () =>
      failure(sandbox.sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-1' })));

    expect(await describe()).toBeUndefined();
    await addTag(sandbox.sagemaker, 'first');
    expect(await describe()).toBeUndefined();
    await addTag(sandbox.sagemaker, 'second');
    expect((await describe())?.[0]).toBe('AccessDeniedException');
    await until('the fault is over', async () => (await describe()) === undefined);

    const events = linesOf(await sandbox.log(), 'fault').filter(
      ({ operation }) => operation === 'Describe*',
    );
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['added', 'began', 'acted', 'ended']),
    );
    const denied = callsTo(await sandbox.log(), 'DescribeModel').filter(({ ok }) => !ok);
    expect(denied.map(({ faults }) => faults?.length)).toContain(1);
  });

  it('begins after its time', async () => {
    await fault({ operation: 'ListModels', action: 'fail', code: 'Late', after: 0.3, times: 1 });
    const list = () => failure(sandbox.sagemaker.send(new ListModelsCommand({})));

    expect(await list()).toBeUndefined();
    await until('it has begun', async () => (await list())?.[0] === 'Late');
  });

  it.each([
    [{ operation: 'X', action: 'explode' }, 'action'],
    [{ operation: 'Get*', action: 'stale' }, 'stale is for Describe'],
    [{ operation: 'X', action: 'alter' }, 'alter needs the members to set'],
    [{ operation: 'X', action: 'truncate', phase: 'before' }, 'its phase is after'],
    [{ operation: 'X', action: 'html', kilobytes: 9 }, 'the length of the message of fail'],
    [
      { happens: 'image-pushed', repository: 'none', imageTag: '1', imageDigest: 'sha256:1' },
      'sha256: and 64 hex digits',
    ],
    [
      {
        happens: 'image-pushed',
        repository: 'none',
        imageTag: '1',
        imageDigest: `sha256:${'0'.repeat(64)}`,
      },
      "repository with name 'none'",
    ],
    [{ happens: 'miracle' }, 'happens'],
    [{ happens: 'call', service: 'sagemaker', operation: 'Nothing' }, 'sagemaker:Nothing'],
    [{ happens: 'control', call: 'PUT /nothing' }, 'There is no PUT /nothing'],
    [{ happens: 'control', call: 'PUT /load', body: { rps: -1 } }, 'rps'],
    [{ happens: 'image-gone', repository: 'none', imageTag: '1' }, 'none'],
    [{ happens: 'alarm', alarm: 'none', change: {} }, 'There is no alarm none'],
  ])('refuses %j', async (order, message) => {
    const { status, body } = await sandbox.control('POST', '/faults', order);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.message).toContain(message);
    expect((await sandbox.control('GET', '/faults')).body.faults).toEqual([]);
  });
});

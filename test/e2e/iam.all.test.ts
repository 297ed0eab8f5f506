import path from 'node:path';
import { linesOf } from '../../src/sandbox/log-reader';
import { release, shortSpec } from '../support/story';
import { describeWith } from '../support/tools';
import { useStack } from '../support/world';

const policy = path.resolve(__dirname, '../../examples/iam/worker.json');

describeWith('temporal', 'a worker with the role of the docs and nothing else', () => {
  const stack = useStack({ iam: policy });

  test('carries a release out, and is denied nothing', async () => {
    const world = await stack().world('role');
    await stack().control('POST', '/faults', {
      happens: 'call',
      service: 's3',
      operation: 'PutObject',
      input: { Bucket: 'sandbox-fraud-models', Key: 'smoke.json', Body: '{"amount":12}' },
    });
    const smoke = {
      payload: 's3://sandbox-fraud-models/smoke.json',
      contentType: 'application/json',
    };
    const told = await release(stack(), shortSpec(world, 2, { smoke }));
    await told.approve();

    const outcome = await told.ended();

    expect(outcome).toMatchObject({ outcome: 'Promoted', serving: `${world.group}/2` });
    const calls = linesOf(stack().log(), 'call');
    expect(calls.filter(({ code = '' }) => /AccessDenied/.test(code))).toEqual([]);
    expect(calls.some(({ operation }) => operation === 'PutMetricAlarm')).toBe(true);
    // The policy is in force: what a release has no need of is denied to the same user.
    await expect(
      fetch(stack().sandbox.endpointUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'SageMaker.DeleteEndpoint',
          authorization:
            'AWS4-HMAC-SHA256 Credential=AKIASANDBOX000000000/20261121/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: JSON.stringify({ EndpointName: world.endpoint }),
      }).then((answer) => answer.json()),
    ).resolves.toMatchObject({ __type: 'AccessDeniedException' });
  }, 240_000);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { DescribeEndpointConfigCommand } from '@aws-sdk/client-sagemaker';
import { createAwsClients } from '../../../src/activities/aws/clients';
import { describeRaw } from '../../../src/activities/aws/raw-answer';

/** A bare listener that says what reached it: the wire, nothing of AWS. */
function listener(answer: (path: string) => { status: number; body: string }) {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(request.url ?? '');
    const { status, body } = answer(request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
  });
  return { server, seen };
}

describe('AWS clients', () => {
  const environment = { ...process.env };
  let server: Server | undefined;

  afterEach(() => {
    process.env = { ...environment };
    server?.closeAllConnections();
    server?.close();
  });

  async function listen(answer: (path: string) => { status: number; body: string }) {
    const made = listener(answer);
    server = made.server;
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    process.env.AWS_ENDPOINT_URL = `http://localhost:${(made.server.address() as AddressInfo).port}`;
    process.env.AWS_REGION = 'us-east-1';
    process.env.AWS_ACCESS_KEY_ID = 'test';
    process.env.AWS_SECRET_ACCESS_KEY = 'test';
    return made.seen;
  }

  it('shows the members of an answer that the SDK does not know', async () => {
    await listen(() => ({ status: 200, body: '{"EndpointConfigName":"c","NewThing":{"A":1}}' }));
    const { sagemaker } = createAwsClients();

    const command = new DescribeEndpointConfigCommand({ EndpointConfigName: 'c' });
    const { output, raw } = await describeRaw(command, () => sagemaker.send(command));

    expect(output.EndpointConfigName).toBe('c');
    expect(raw).toEqual({ EndpointConfigName: 'c', NewThing: { A: 1 } });
  });

  it('puts the bucket in the path where the environment names an endpoint', async () => {
    const seen = await listen(() => ({ status: 200, body: '' }));

    await createAwsClients().s3.send(new HeadObjectCommand({ Bucket: 'b.c', Key: 'k/1.tar.gz' }));

    expect(seen).toEqual(['/b.c/k/1.tar.gz']);
  });

  it('sends a mutation once and a read three times', async () => {
    const seen = await listen(() => ({ status: 500, body: '{}' }));
    const { sagemaker, sagemakerMutations } = createAwsClients();
    const describe = () => new DescribeEndpointConfigCommand({ EndpointConfigName: 'c' });

    await expect(sagemakerMutations.send(describe())).rejects.toThrow();
    expect(seen).toHaveLength(1);
    await expect(sagemaker.send(describe())).rejects.toThrow();
    expect(seen).toHaveLength(4);
  });
});

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { linesOf } from '../../../src/sandbox/log-reader';
import { describeWith, tool } from '../../support/tools';
import { ask, deploy } from '../deployed-models';
import { startSandbox, until, type RunningSandbox } from '../running-sandbox';

/** A model of one's own: as long as a port is free it can come and go. */
async function ownModel(port = 0): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server = http.createServer((request, response) => {
    if (request.url === '/ping') {
      response.end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'text/plain');
      response.end(`mine: ${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('a model of one’s own', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox('--no-seed');
  });
  afterAll(() => sandbox.stop());

  // claim: models · any HTTP server with /ping and /invocations serves as a model · AWS: Use
  //   your own inference code with hosting services
  it('serves by the URL of an artifact and by the port of an image', async () => {
    const model = await ownModel();
    const { EndpointStatus } = await deploy(sandbox, 'mine', {
      url: { url: `http://127.0.0.1:${model.port}` },
      image: { image: `local/http:${model.port}` },
    });
    const byUrl = await ask(sandbox, 'mine', { TargetVariant: 'url', Body: 'one' });
    const byImage = await ask(sandbox, 'mine', { TargetVariant: 'image', Body: 'two' });
    model.stop();

    expect(EndpointStatus).toBe('InService');
    expect(byUrl).toMatchObject({ status: 200, body: 'mine: POST /invocations one' });
    expect(byImage).toMatchObject({ status: 200, body: 'mine: POST /invocations two' });
    expect(byUrl.contentType).toBe('text/plain');
  });

  // claim: instances, models · an instance that does not answer takes no requests until it does
  //   again · undocumented: AWS says neither how often it asks nor how many failures it takes
  it('takes no requests while its server is gone, and does again when it is back', async () => {
    const model = await ownModel();
    const { port } = model;
    await deploy(sandbox, 'gone', { main: { image: `local/http:${port}` } });
    model.stop();
    await until(
      'the instance is out of service',
      async () =>
        linesOf(await sandbox.log(), 'instance').some(
          ({ endpoint, event }) => endpoint === 'gone' && event === 'died',
        ),
      60,
    );

    await expect(ask(sandbox, 'gone')).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    const again = await ownModel(port);
    const answer = await until('it answers again', () =>
      ask(sandbox, 'gone').catch(() => undefined),
    );
    again.stop();
    expect(answer.status).toBe(200);
  }, 120_000);
});

describeWith('python', 'the example of docs/sandbox.md', () => {
  it('serves as a model', async () => {
    const page = readFileSync(path.resolve(__dirname, '../../../docs/sandbox.md'), 'utf8');
    const example = /```python\n(from http.*?)```/s.exec(page)?.[1] ?? '';
    const { port, stop } = await ownModel();
    stop();
    const model = spawn(tool('python'), ['-c', example.replace('9000', `${port}`)], {
      stdio: 'ignore',
    });
    const sandbox = await startSandbox('--no-seed');

    await deploy(sandbox, 'python', { main: { url: `http://127.0.0.1:${port}` } });
    const answer = await ask(sandbox, 'python', { Body: 'seven b' });
    await sandbox.stop();
    model.kill('SIGKILL');

    expect(answer).toMatchObject({ status: 200, body: '{"score": 0.5, "bytes": 7}' });
  });
});

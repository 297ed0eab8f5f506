import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const entry = path.resolve(here, '../../dist/sandbox/main.js');
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** Starts a sandbox as a process of its own, empty where it is not seeded, with AWS's waiting made as short as can be. */
export async function startSandbox({ seed = false } = {}) {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build`);
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-bench-'));
  const args = [
    ...(seed ? [] : ['--no-seed']),
    '--clock',
    '10000',
    '--metric-delay',
    '1',
    '--no-throttle',
  ];
  const memoryFile = path.join(folder, 'memory.json');
  const node = ['--expose-gc', '--require', path.join(here, 'kept-memory.cjs')];
  const child = await ready([...node, entry, ...args, '--log', path.join(folder, 'log.jsonl')], {
    BENCH_MEMORY: memoryFile,
  });
  return {
    url: child.line.endpointUrl,
    pid: child.process.pid,
    log: child.line.log,
    /** Calls an operation of a service by AWS JSON; throws what it was refused with. */
    call: (target, input) => call(child.line.endpointUrl, target, input),
    /** MB: what a full collection leaves of the heap and of buffers. */
    memory: async () => {
      rmSync(memoryFile, { force: true });
      child.process.kill('SIGUSR2');
      while (!existsSync(memoryFile)) await delay(5);
      const { kept } = JSON.parse(readFileSync(memoryFile, 'utf8'));
      return { kept: kept / 2 ** 20 };
    },
    stop: async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a script of this folder; it prints `{"url"}` when it listens. */
export async function startServer(script, ...args) {
  const child = await ready([path.join(here, script), ...args]);
  return { url: child.line.url, stop: child.stop };
}

async function ready(args, environment = {}) {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const line = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (text) => resolve(JSON.parse(text)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { process: child, line, stop: () => (child.kill('SIGTERM'), ended) };
}

const prefixes = { sagemaker: 'SageMaker', monitoring: 'GraniteServiceVersion20100801' };

/** As far as the sandbox reads it. */
export function credential(service) {
  return `AWS4-HMAC-SHA256 Credential=BENCH/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`;
}

async function call(url, [service, operation], input) {
  const headers = {
    authorization: credential(service),
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `${prefixes[service]}.${operation}`,
  };
  const { status, text } = await send(url, headers, JSON.stringify(input));
  if (status !== 200) throw new Error(`${operation}: ${status} ${text}`);
  return text === '' ? {} : JSON.parse(text);
}

function send(url, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Creates an endpoint whose instance is the server at `modelUrl`; resolves when it is in service. */
export async function createEndpoint({ call }, name, modelUrl, more = {}) {
  const role = 'arn:aws:iam::000000000000:role/bench';
  await call(['sagemaker', 'CreateModel'], {
    ModelName: name,
    PrimaryContainer: { Image: `local/http:${new URL(modelUrl).port}` },
    ExecutionRoleArn: role,
  });
  await call(['sagemaker', 'CreateEndpointConfig'], {
    EndpointConfigName: name,
    ProductionVariants: [
      {
        VariantName: 'main',
        ModelName: name,
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
      },
    ],
    ...more,
  });
  await call(['sagemaker', 'CreateEndpoint'], { EndpointName: name, EndpointConfigName: name });
  for (let round = 0; round < 600; round += 1) {
    const live = await call(['sagemaker', 'DescribeEndpoint'], { EndpointName: name });
    if (live.EndpointStatus === 'InService') return;
    if (live.EndpointStatus === 'Failed') throw new Error(`${name}: ${live.FailureReason}`);
    await delay(20);
  }
  throw new Error(`${name} is not in service after 12 s`);
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { describeWith, tool } from '../support/tools';
import { readCompose, repository } from './support/compose';
import { all, readStages, words } from './support/dockerfile';
import { emptyFolder } from './support/module';

const [buildStage = [], finalStage = []] = readStages();

/** The steps of the Dockerfile, in folders instead of an engine; only what needs root and Debian's packages is left out. */
describeWith('temporal', 'the image, step by step', () => {
  const folder = emptyFolder();
  const build = path.join(folder, 'build');
  const image = path.join(folder, 'image');
  let server: TestWorkflowEnvironment;
  let running: ChildProcess | undefined;

  beforeAll(async () => {
    mkdirSync(build);
    mkdirSync(image);
    server = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'existing-path', path: tool('temporal') }, ip: '127.0.0.1' },
    });
  });
  afterAll(async () => {
    running?.kill('SIGKILL');
    await server?.teardown();
    rmSync(folder, { recursive: true, force: true });
  });

  it('builds', () => {
    for (const { name, rest } of buildStage) {
      if (name === 'COPY') copy(repository, build, rest.split(' '));
      if (name === 'RUN') execFileSync('/bin/sh', ['-c', rest], { cwd: build, stdio: 'pipe' });
    }

    const natives = path.join(build, 'node_modules/@temporalio/core-bridge/releases');
    expect(readdirSync(natives)).toHaveLength(1);
    expect(existsSync(path.join(build, 'node_modules/typescript'))).toBe(false);
  });

  it('starts a worker that its health check finds well, and that ends on SIGTERM', async () => {
    for (const one of all(finalStage, 'COPY').map((rest) => rest.split(' ')))
      copy(
        build,
        image,
        one.slice(1).map((place) => place.replace('/app/', '')),
      );
    const port = String(await freePort());
    const at = (command: string | undefined): readonly string[] =>
      words(command?.replaceAll('8080', port));
    const [node = '', ...args] = at(all(finalStage, 'CMD')[0]);
    const [, ...check] = at(all(finalStage, 'HEALTHCHECK')[0]);

    running = spawn(node, args, {
      cwd: image,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        TEMPORAL_ADDRESS: server.address,
        SLIPWAY_EVIDENCE: path.join(folder, 'evidence'),
        AWS_REGION: 'us-east-1',
      },
    });
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    await until(() => isWell(node, check));
    running.kill('SIGTERM');

    expect(await ended).toBe(0);
  });

  it('starts the sandbox as the compose file does, until its stdin closes', async () => {
    const { sandbox } = readCompose().services;
    const port = String(await freePort());
    const local = (word: string): string => word.replace('4599', '0').replaceAll('4600', port);
    const [node = '', ...args] = (sandbox?.command ?? []).map(local);
    const [, , ...check] = (sandbox?.healthcheck?.test ?? []).map(local);

    running = spawn(node, args, { cwd: image, stdio: ['pipe', 'ignore', 'ignore'] });
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    await until(() => isWell(node, check));
    running.stdin?.end();

    expect(await ended).toBe(0);
  });
});

function copy(from: string, to: string, places: readonly string[]): void {
  const target = places.at(-1) ?? '';
  const sources = places.slice(0, -1);
  for (const source of sources) {
    const inFolder = sources.length > 1 || target.endsWith('/') || target === '.';
    const place = inFolder ? path.join(to, target, path.basename(source)) : path.join(to, target);
    cpSync(path.join(from, source), place, { recursive: true });
  }
}

function isWell(node: string, check: readonly string[]): boolean {
  try {
    execFileSync(node, check, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('not well within 60 s');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

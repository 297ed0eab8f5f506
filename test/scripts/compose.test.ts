import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { searchAttributes } from '../../src/release/search-attributes';
import { describeWith, tool } from '../support/tools';
import { readCompose, readText, scriptOf } from './support/compose';

const { services } = readCompose();
const all = Object.entries(services);
const jobs = ['temporal-schema', 'temporal-namespace'];

describe('docker-compose.yml', () => {
  it('has the services of a whole installation', () => {
    expect(Object.keys(services).sort()).toEqual([
      'postgres',
      'sandbox',
      'sandbox-worker',
      'temporal',
      'temporal-namespace',
      'temporal-schema',
      'temporal-ui',
      'worker',
    ]);
  });

  it.each(all)('%s runs a pinned image', (_name, { image }) => {
    expect(image).toMatch(/^[a-z/-]+:\d+\.\d+(\.\d+)?$/);
  });

  it('names our image by the version of the package', () => {
    const { version } = JSON.parse(readText('package.json')) as { version: string };
    const ours = all.filter(([, { build }]) => build !== undefined);

    expect(ours.map(([name]) => name)).toEqual(['worker', 'sandbox', 'sandbox-worker']);
    expect(ours.map(([, { image }]) => image)).toEqual(ours.map(() => `slipway:${version}`));
  });

  it.each(all)('%s opens no port beyond this machine', (_name, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('binds nothing to all addresses', () => {
    expect(readText('docker-compose.yml')).not.toContain('0.0.0.0');
  });

  it.each(all.filter(([name]) => !jobs.includes(name)))(
    '%s has a health check',
    (name, service) => {
      const byImage = service.build !== undefined && name !== 'sandbox';

      expect(service.restart).toBe('unless-stopped');
      expect(service.healthcheck?.test[0] ?? (byImage && 'Dockerfile')).toMatch(
        /^(CMD|Dockerfile)/,
      );
    },
  );

  it.each(all)('%s has words only in its commands', (_name, { command = [], healthcheck }) => {
    for (const word of [...command, ...(healthcheck?.test ?? [])])
      expect(typeof word).toBe('string');
  });

  it.each(all)('%s waits for services that are there', (_name, { depends_on: needs = {} }) => {
    for (const [other, { condition }] of Object.entries(needs)) {
      expect(Object.keys(services)).toContain(other);
      expect(condition).toBe(
        jobs.includes(other) ? 'service_completed_successfully' : 'service_healthy',
      );
    }
  });

  it('keeps the two workers apart: never both, and none without being asked', () => {
    expect(services.worker?.profiles).toEqual(['aws']);
    expect(services['sandbox-worker']?.profiles).toEqual(['sandbox']);
    expect(services['sandbox-worker']?.environment?.AWS_ENDPOINT_URL).toMatch(/^http:\/\/127\./);
    expect(services.worker?.environment).not.toHaveProperty('AWS_ENDPOINT_URL');
  });

  it('gives the sandbox what it needs to live: an open stdin and a network shared with its worker', () => {
    expect(services.sandbox?.stdin_open).toBe(true);
    expect(services['sandbox-worker']?.network_mode).toBe('service:sandbox');
  });

  it('takes the buttons away that would leave production half-way', () => {
    expect(services['temporal-ui']?.environment).toMatchObject({
      TEMPORAL_WORKFLOW_PAUSE_DISABLED: 'true',
      TEMPORAL_WORKFLOW_TERMINATE_DISABLED: 'true',
    });
  });

  it('lets a stopping worker finish', () => {
    const source = readText('src/worker/create-workers.ts');
    const own = Number(/shutdownForceTime: '(\d+)s'/.exec(source)?.[1]);

    expect(own).toBeGreaterThan(0);
    for (const name of ['worker', 'sandbox-worker'])
      expect(parseInt(services[name]?.stop_grace_period ?? '', 10)).toBeGreaterThan(own);
  });

  it('registers the search attributes of a release', () => {
    const script = scriptOf(services['temporal-namespace']);
    const pairs = [...script.matchAll(/--name (\w+) --type (\w+)/g)];

    expect(pairs.map(([, name, type]) => ({ name, type: type?.toUpperCase() }))).toEqual(
      searchAttributes.map(({ name, type }) => ({ name, type })),
    );
  });
});

describeWith('temporal', 'the namespace job on a real Temporal server', () => {
  let server: TestWorkflowEnvironment;

  beforeAll(async () => {
    server = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'existing-path', path: tool('temporal') }, ip: '127.0.0.1' },
    });
  });
  afterAll(async () => await server?.teardown());

  it('makes a namespace with our search attributes, and may run again', async () => {
    const script = scriptOf(services['temporal-namespace']).replaceAll('-n default', '-n fresh');
    const run = (): string =>
      execFileSync('/bin/sh', ['-euc', script], {
        encoding: 'utf8',
        env: {
          PATH: `${path.dirname(tool('temporal'))}:${process.env.PATH}`,
          HOME: '/nonexistent',
          TEMPORAL_ADDRESS: server.address,
        },
      });

    run();
    run();

    const { customAttributes } = await server.connection.operatorService.listSearchAttributes({
      namespace: 'fresh',
    });
    expect(Object.keys(customAttributes ?? {})).toEqual(
      expect.arrayContaining(searchAttributes.map(({ name }) => name)),
    );
  });
});

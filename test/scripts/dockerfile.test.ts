import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText, repository } from './support/compose';
import { all, readStages, words } from './support/dockerfile';

const stages = readStages();
const every = stages.flat();
const finalStage = stages.at(-1) ?? [];

describe('Dockerfile', () => {
  it('consists of known instructions', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'HEALTHCHECK'];

    for (const { name } of every) expect([...known, 'ENTRYPOINT', 'CMD']).toContain(name);
  });

  it('builds on glibc, pinned, in two stages of the same base', () => {
    const bases = all(every, 'FROM').map((from) => from.split(' ')[0]);

    expect(bases).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim']);
  });

  it('copies files that are there and that .dockerignore lets in', () => {
    const allowed = readText('.dockerignore').split('\n');
    const sources = all(every, 'COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1));

    expect(allowed[0]).toBe('*');
    for (const source of sources) {
      expect(existsSync(path.join(repository, source))).toBe(true);
      expect(allowed).toContain(`!${source}`);
    }
  });

  it('leaves no package lists and no recommended packages behind', () => {
    for (const run of all(every, 'RUN').filter((one) => one.includes('apt-get install'))) {
      expect(run).toContain('apt-get update &&');
      expect(run).toContain('--no-install-recommends');
      expect(run).toContain('rm -rf /var/lib/apt/lists/*');
    }
  });

  it('runs as a user without rights, under an init, with a health check', () => {
    expect(all(finalStage, 'USER').at(-1)).toBe('node');
    expect(words(all(finalStage, 'ENTRYPOINT').at(-1))).toEqual(['tini', '--']);
    expect(words(all(finalStage, 'HEALTHCHECK').at(-1))[0]).toBe('node');
  });

  it('starts the worker with the health port that its check asks', () => {
    const command = words(all(finalStage, 'CMD').at(-1));
    const port = command[command.indexOf('--health-port') + 1];

    expect(command.slice(0, 2)).toEqual(['node', 'dist/worker/main.js']);
    expect(all(finalStage, 'HEALTHCHECK').at(-1)).toContain(`:${port}/healthz`);
  });
});

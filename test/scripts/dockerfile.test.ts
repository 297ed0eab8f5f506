import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText, repository } from './support/compose';

const text = readText('Dockerfile');
/** Instructions with their continued lines joined and their comments dropped. */
const instructions = text
  .split('\n')
  .filter((line) => !line.trimStart().startsWith('#'))
  .join('\n')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [name = '', ...rest] = line.trim().split(/\s+/);
    return { name, rest: rest.join(' ') };
  });
const all = (name: string): string[] =>
  instructions.filter((one) => one.name === name).map(({ rest }) => rest);
const finalStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));

describe('Dockerfile', () => {
  it('consists of known instructions', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'HEALTHCHECK'];

    for (const { name } of instructions) expect([...known, 'ENTRYPOINT', 'CMD']).toContain(name);
  });

  it('builds on glibc, pinned, in two stages of the same base', () => {
    const bases = all('FROM').map((from) => from.split(' ')[0]);

    expect(bases).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim']);
  });

  it('copies files that are there and that .dockerignore lets in', () => {
    const allowed = readText('.dockerignore').split('\n');
    const sources = all('COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1));

    expect(allowed[0]).toBe('*');
    for (const source of sources) {
      expect(existsSync(path.join(repository, source))).toBe(true);
      expect(allowed).toContain(`!${source}`);
    }
  });

  it('leaves no package lists and no recommended packages behind', () => {
    for (const run of all('RUN').filter((one) => one.includes('apt-get install'))) {
      expect(run).toContain('apt-get update &&');
      expect(run).toContain('--no-install-recommends');
      expect(run).toContain('rm -rf /var/lib/apt/lists/*');
    }
  });

  it('runs as a user without rights, under an init, with a health check', () => {
    const last = (name: string): string | undefined =>
      finalStage.findLast((one) => one.name === name)?.rest;

    expect(last('USER')).toBe('node');
    expect(JSON.parse(last('ENTRYPOINT') ?? '')).toEqual(['tini', '--']);
    expect(last('HEALTHCHECK')).toMatch(/CMD \[/);
  });

  it('starts the worker with the health port that its check asks', () => {
    const command = JSON.parse(
      finalStage.find(({ name }) => name === 'CMD')?.rest ?? '',
    ) as string[];
    const port = command[command.indexOf('--health-port') + 1];

    expect(command.slice(0, 2)).toEqual(['node', 'dist/worker/main.js']);
    expect(finalStage.find(({ name }) => name === 'HEALTHCHECK')?.rest).toContain(
      `:${port}/healthz`,
    );
  });
});

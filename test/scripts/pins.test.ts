import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import tools from '../../src/cli/tools.json';
import { readText, repository } from './support/compose';
import { emptyFolder } from './support/module';

interface Tree {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, Tree>>;
}

describe('pinned versions', () => {
  it('say the same wherever they stand', () => {
    expect(readText('scripts/temporal-server/go.mod')).toContain(
      `github.com/temporalio/cli v${tools.temporal.version}\n`,
    );
    expect(tools.temporal.path).toContain(`/${tools.temporal.version}/`);
    expect(readText('scripts/test-server/pom.xml')).toContain(
      `<version>${tools.testServer.version}</version>`,
    );
    expect(tools.testServer.path).toContain(`/${tools.testServer.version}/`);
    const requirements = readText('scripts/python/requirements.txt');
    const boto = /boto3==([\d.]+)/.exec(requirements)?.[1];
    const list = createHash('sha256').update(requirements).digest('hex').slice(0, 8);
    expect(tools.python.path).toContain(`/boto3-${boto}-${list}/`);
  });

  it('keep all Temporal packages at one version', () => {
    const { dependencies, devDependencies } = JSON.parse(readText('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const versions = Object.entries({ ...dependencies, ...devDependencies })
      .filter(([name]) => name.startsWith('@temporalio/'))
      .map(([, version]) => version);

    expect(versions.length).toBeGreaterThan(5);
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('stand in a lockfile that npm ci accepts (else: npm run lockfile)', () => {
    const folder = emptyFolder();
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(path.join(repository, file), path.join(folder, file));

    const check = (): string =>
      execFileSync('npm', ['ci', '--dry-run', '--ignore-scripts'], {
        cwd: folder,
        stdio: 'pipe',
      }).toString();

    expect(check).not.toThrow();
    rmSync(folder, { recursive: true });
  });

  it('let the Temporal packages share one copy of protobufjs: two break replay', () => {
    const output = execFileSync('npm', ['ls', 'protobufjs', '--all', '--json'], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const found = temporalCopies(JSON.parse(output) as Tree);

    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found).size).toBe(1);
  });
});

/** Versions of protobufjs that packages of @temporalio (and we, who pin it for them) load. */
function temporalCopies(tree: Tree, owner = '@temporalio/'): string[] {
  return Object.entries(tree.dependencies ?? {}).flatMap(([name, child]) => [
    ...(name === 'protobufjs' && owner.startsWith('@temporalio/') ? [child.version ?? '?'] : []),
    ...temporalCopies(child, name),
  ]);
}

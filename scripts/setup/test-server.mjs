import { copyFileSync, chmodSync } from 'node:fs';
import path from 'node:path';
import { inCache, publish } from './cache.mjs';
import { onPath } from './locate.mjs';
import { run } from './run.mjs';
import { root, tools } from './versions.mjs';

const source = path.join(root, 'scripts', 'test-server');

/** The Java time-skipping server: its jars by Maven, and the script that starts it. */
export async function testServer() {
  if (onPath('java').length === 0) throw new Error('no java on PATH');
  await run('java', ['-version'], { timeoutMs: 20_000 });
  const there = inCache(tools.testServer.path);
  if (there) return there;
  if (onPath('mvn').length === 0) throw new Error('no mvn on PATH to fetch its jars with');
  return await publish(tools.testServer.path, async (folder) => {
    const pom = path.join(source, 'pom.xml');
    const goal = 'dependency:copy-dependencies';
    const options = ['-DincludeScope=runtime', `-DoutputDirectory=${path.join(folder, 'lib')}`];
    await run('mvn', ['--batch-mode', '--file', pom, goal, ...options], {
      doing: `fetching the Java time-skipping server ${tools.testServer.version}`,
      timeoutMs: 10 * 60_000,
    });
    const script = path.join(folder, path.basename(tools.testServer.path));
    copyFileSync(path.join(source, 'temporal-test-server'), script);
    chmodSync(script, 0o755);
  });
}

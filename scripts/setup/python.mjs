import path from 'node:path';
import { inCache, publish } from './cache.mjs';
import { onPath } from './locate.mjs';
import { run } from './run.mjs';
import { root, tools } from './versions.mjs';

/** A Python environment with boto3, for the suites that talk to the sandbox as a data scientist would. */
export async function pythonWithBoto() {
  const there = inCache(tools.python.path);
  if (there) return there;
  if (onPath('python3').length === 0) throw new Error('no python3 on PATH');
  const requirements = path.join(root, 'scripts', 'python', 'requirements.txt');
  const made = await publish(tools.python.path, async (folder) => {
    const python = path.join(folder, 'bin', 'python');
    await run('python3', ['-m', 'venv', folder], { doing: 'making a Python environment' });
    const install = ['-m', 'pip', 'install', '--quiet', '--no-input', '-r', requirements];
    await run(python, install, { doing: 'installing boto3', timeoutMs: 10 * 60_000 });
  });
  await run(made, ['-c', 'import boto3']);
  return made;
}

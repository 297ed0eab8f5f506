import path from 'node:path';
import { inCache, publish } from './cache.mjs';
import { onPath } from './locate.mjs';
import { run } from './run.mjs';
import { root, tools } from './versions.mjs';

/**
 * A Python environment with boto3, the AWS CLI and moto, for the suites that talk to the sandbox as others would and
 * hold it against another simulator, and with SciPy and mpmath, which recompute the judge's statistics; SciPy needs
 * Python 3.11. Its place names the list of packages it was made from: a new list makes a new one.
 */
export async function pythonWithBoto() {
  const there = inCache(tools.python.path);
  if (there) return there;
  if (onPath('python3').length === 0) throw new Error('no python3 on PATH');
  const requirements = path.join(root, 'scripts', 'python', 'requirements.txt');
  return await publish(tools.python.path, async (folder) => {
    const python = path.join(folder, 'bin', 'python');
    await run('python3', ['-m', 'venv', folder], { doing: 'making a Python environment' });
    const doing = 'installing boto3, the AWS CLI, moto and SciPy';
    const install = ['-m', 'pip', 'install', '--quiet', '--no-input', '-r', requirements];
    await run(python, install, { doing, timeoutMs: 10 * 60_000 });
    await run(python, ['-c', 'import boto3, awscli, moto.server, scipy.special, mpmath']);
  });
}

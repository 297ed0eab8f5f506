import { inCache } from './cache.mjs';
import { isExecutable, onPath } from './locate.mjs';
import { run } from './run.mjs';
import { buildTemporal } from './temporal-build.mjs';
import { downloadTemporal } from './temporal-download.mjs';
import { tools } from './versions.mjs';

/** Path of a Temporal CLI that can run the dev server, by the first way that works. */
export async function temporalServer() {
  const chosen = process.env.TEMPORAL_CLI_PATH;
  if (chosen) return await chosenServer(chosen);
  const tried = [];
  for (const way of [recentOnPath, fromCache, downloadTemporal, buildTemporal]) {
    try {
      const found = await way();
      if (found) return found;
    } catch (error) {
      tried.push(error.message);
      console.log(error.message.split('\n')[0]);
    }
  }
  throw new Error(
    [
      'there is no Temporal server:',
      ...tried,
      `Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.26.4 or newer, or set TEMPORAL_CLI_PATH`,
    ].join('\n  '),
  );
}

async function chosenServer(file) {
  if (!isExecutable(file)) throw new Error(`TEMPORAL_CLI_PATH=${file} is not an executable file`);
  const version = await serverVersion(file);
  if (version) return `${file} (server ${version})`;
  throw new Error(`TEMPORAL_CLI_PATH=${file} is not a Temporal CLI: --version names no server`);
}

async function recentOnPath() {
  const old = [];
  for (const file of onPath('temporal')) {
    const version = await serverVersion(file);
    if (version && isRecent(version)) return `${file} (server ${version})`;
    old.push(`${file} has server ${version ?? 'of unknown version'}`);
  }
  if (old.length === 0) return undefined;
  throw new Error(`${old.join(', ')}; needed is ${tools.temporal.oldestServer} or newer`);
}

function fromCache() {
  return inCache(tools.temporal.path);
}

/** Version of the server inside a CLI; the CLI's own version is blank in source builds. */
export async function serverVersion(file) {
  try {
    const text = await run(file, ['--version'], { timeoutMs: 10_000 });
    return /Server (\d+\.\d+\.\d+)/.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = tools.temporal.oldestServer.split('.').map(Number);
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

import { createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { publish } from './cache.mjs';
import { startProgress } from './progress.mjs';
import { run } from './run.mjs';
import { tools } from './versions.mjs';

const platforms = { linux: 'linux', darwin: 'darwin' };
const architectures = { x64: 'amd64', arm64: 'arm64' };
/** A host that is not there must not hold set-up: nothing for 20 s, or not done after 3 min, is given up. */
const patience = { silentMs: 20_000, totalMs: 180_000 };

/** Downloads the pinned Temporal CLI the way the Temporal SDK does: first where the archive is, then the archive. */
export async function downloadTemporal(service = 'https://temporal.download', limits = patience) {
  const { version } = tools.temporal;
  const platform = platforms[process.platform];
  const arch = architectures[process.arch];
  if (!platform || !arch)
    throw new Error(`no Temporal download for ${process.platform} ${process.arch}`);
  const progress = startProgress(`downloading Temporal ${version} from ${service}`);
  try {
    return await publish(tools.temporal.path, async (folder) => {
      const stop = givingUp(limits);
      try {
        const query = new URLSearchParams({ arch, platform, format: 'tar.gz' });
        const answer = await get(`${service}/cli/v${version}?${query}`, stop);
        const { archiveUrl, fileToExtract } = await answer.json();
        const archive = path.join(folder, 'archive.tar.gz');
        await save(await get(archiveUrl, stop), archive, stop, progress);
        await run('tar', ['-xzf', archive, '-C', folder, fileToExtract]);
        rmSync(archive);
        await checkVersion(path.join(folder, fileToExtract));
      } finally {
        stop.clear();
      }
    });
  } catch (error) {
    throw new Error(`no download of Temporal ${version} from ${service}: ${reason(error)}`);
  } finally {
    progress.stop();
  }
}

async function get(url, { signal, heard }) {
  const answer = await fetch(url, { signal });
  heard();
  if (!answer.ok || !answer.body) throw new Error(`${url} answers ${answer.status}`);
  return answer;
}

async function save(answer, file, { signal, heard }, progress) {
  let bytes = 0;
  const meter = new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length;
      heard();
      progress.detail(`${Math.round(bytes / 2 ** 20)} MB`);
      done(undefined, chunk);
    },
  });
  await pipeline(Readable.fromWeb(answer.body), meter, createWriteStream(file), { signal });
  const promised = Number(answer.headers.get('content-length') ?? bytes);
  if (bytes !== promised) throw new Error(`${bytes} of ${promised} bytes came`);
}

async function checkVersion(file) {
  const text = await run(file, ['--version'], { timeoutMs: 10_000 });
  if (!text.includes(tools.temporal.version))
    throw new Error(`expected version ${tools.temporal.version}, the file says ${text}`);
}

/** A signal that fires when nothing was heard for a while, or when all of it takes too long. */
function givingUp({ silentMs, totalMs }) {
  const controller = new AbortController();
  const abort = (why) => () => controller.abort(new Error(why));
  const total = setTimeout(abort(`not done after ${totalMs / 1000} s`), totalMs);
  const silent = setTimeout(abort(`nothing came for ${silentMs / 1000} s`), silentMs);
  return {
    signal: controller.signal,
    heard: () => silent.refresh(),
    clear: () => [total, silent].forEach(clearTimeout),
  };
}

function reason(error) {
  return error.cause?.message ?? error.message;
}

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import tools from '../../src/cli/tools.json';
import { emptyFolder, runModule, type Ended } from './support/module';

/** An archive as the download service gives it, with a `temporal` that says this version. */
function archive(folder: string, version: string): Buffer {
  const file = path.join(folder, 'temporal');
  writeFileSync(file, `#!/bin/sh\necho "temporal version ${version} (Server 1.31.2, UI 2.50.1)"\n`);
  chmodSync(file, 0o755);
  execFileSync('tar', ['-czf', 'all.tar.gz', 'temporal'], { cwd: folder });
  return readFileSync(path.join(folder, 'all.tar.gz'));
}

describe('the download of the Temporal server', () => {
  let folder: string;
  let server: Server;
  let asked: string[];
  const cached = (): string => path.join(folder, 'slipway', tools.temporal.path);

  beforeEach(() => {
    folder = emptyFolder();
    asked = [];
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Asks a service that answers so, giving up after half a second of silence or two seconds in all. */
  async function download(answer: RequestListener): Promise<Ended & { seconds: number }> {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const started = Date.now();
    const end = await runModule(
      `import { downloadTemporal } from './scripts/setup/temporal-download.mjs';
       const limits = { silentMs: 500, totalMs: 2_000 };
       await downloadTemporal('${url}', limits).catch(({ message }) => {
         console.log(message);
         process.exitCode = 1;
       });`,
      { XDG_CACHE_HOME: folder },
    );
    return { ...end, seconds: (Date.now() - started) / 1000 };
  }

  function serving(bytes: Buffer): RequestListener {
    return (request, response) => {
      const host = `http://${request.headers.host}`;
      if (request.url?.startsWith('/cli/'))
        response.end(
          JSON.stringify({ archiveUrl: `${host}/all.tar.gz`, fileToExtract: 'temporal' }),
        );
      else response.end(bytes);
    };
  }

  it('asks for the pinned version of this platform and keeps the executable alone', async () => {
    const { code } = await download(serving(archive(folder, tools.temporal.version)));

    expect(code).toBe(0);
    expect(asked[0]).toMatch(
      /^\/cli\/v[\d.]+\?arch=(amd64|arm64)&platform=(linux|darwin)&format=tar.gz$/,
    );
    expect(asked[0]).toContain(`/v${tools.temporal.version}?`);
    expect(readdirSync(path.dirname(cached()))).toEqual(['temporal']);
  });

  it('refuses another version', async () => {
    const { code, output } = await download(serving(archive(folder, '1.0.0')));

    expect(code).toBe(1);
    expect(output).toContain(`expected version ${tools.temporal.version}`);
    expect(existsSync(cached())).toBe(false);
  });

  it('refuses an archive that breaks off', async () => {
    const bytes = archive(folder, tools.temporal.version);
    const { code } = await download((request, response) => {
      if (request.url?.startsWith('/cli/')) return serving(bytes)(request, response);
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 50), () => response.destroy());
    });

    expect(code).toBe(1);
    expect(existsSync(cached())).toBe(false);
  });

  it('gives up on a service that says nothing', async () => {
    const { code, output, seconds } = await download(() => undefined);

    expect(code).toBe(1);
    expect(output).toContain('nothing came for 0.5 s');
    expect(seconds).toBeLessThan(5);
  });

  it('gives up on a service that dribbles', async () => {
    const bytes = archive(folder, tools.temporal.version);
    const { code, output } = await download((request, response) => {
      if (request.url?.startsWith('/cli/')) return serving(bytes)(request, response);
      const drip = setInterval(() => response.write('.'), 100);
      response.once('close', () => clearInterval(drip));
    });

    expect(code).toBe(1);
    expect(output).toContain('not done after 2 s');
  });

  it('names what the service answers', async () => {
    const { code, output } = await download((_request, response) => {
      response.writeHead(503).end();
    });

    expect(code).toBe(1);
    expect(output).toMatch(/no download of Temporal .* answers 503/);
  });
});

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Script } from 'node:vm';
import { createControlServer } from '../../../src/sandbox/control/control-server';
import { pageDocument, pageScript } from '../../../src/sandbox/page/document';

describe('the control port as browsers reach it', () => {
  let changes = 0;
  const server = createControlServer({
    'GET /state': () => ({ sandbox: true }),
    'PUT /load': () => ({ changes: (changes += 1) }),
  });

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => server.close());

  const port = (): number => (server.address() as AddressInfo).port;

  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }>(
      (resolve, reject) => {
        const request = http.request(
          { host: '127.0.0.1', port: port(), method, path, headers },
          (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (part: string) => (text += part));
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
            );
          },
        );
        request.on('error', reject).end();
      },
    );

  it('gives the page with a policy that lets nothing from elsewhere in', async () => {
    const { status, headers, text } = await ask('GET', '/');

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(text).toBe(pageDocument);
    expect(text.match(/\b(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
  });

  it('has a script that is one', () => {
    expect(() => new Script(pageScript)).not.toThrow();
    expect(pageScript).not.toMatch(/innerHTML|document\.write|eval\(/);
  });

  it.each([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page of another local server', { origin: 'http://127.0.0.1:1' }],
    ['a page in a sandboxed frame', { origin: 'null' }],
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another port', { 'sec-fetch-site': 'same-site' }],
    ['a name that was bound to 127.0.0.1', { host: 'evil.example' }],
    [
      'such a name with its own origin',
      { host: 'evil.example:80', origin: 'http://evil.example:80' },
    ],
  ])('refuses a change by %s', async (_who, headers) => {
    const before = changes;

    const { status, text } = await ask('PUT', '/load', headers);

    expect(status).toBe(403);
    expect(JSON.parse(text)).toEqual({ message: expect.any(String) as string });
    expect(changes).toBe(before);
  });

  it('refuses reads by a name too, which could carry the state away', async () => {
    expect((await ask('GET', '/state', { host: 'evil.example' })).status).toBe(403);
    expect((await ask('GET', '/', { host: 'evil.example' })).status).toBe(403);
  });

  it.each([
    ['no browser', () => ({})],
    [
      'its own page',
      () => ({ origin: `http://127.0.0.1:${port()}`, 'sec-fetch-site': 'same-origin' }),
    ],
    [
      'its own page under localhost',
      () => ({ host: `localhost:${port()}`, origin: `http://localhost:${port()}` }),
    ],
    [
      'its own page under [::1]',
      () => ({ host: `[::1]:${port()}`, origin: `http://[::1]:${port()}` }),
    ],
  ])('takes a change by %s', async (_who, headers) => {
    expect((await ask('PUT', '/load', headers())).status).toBe(200);
  });
});

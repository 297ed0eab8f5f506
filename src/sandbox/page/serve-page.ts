import { createHash } from 'node:crypto';
import type http from 'node:http';
import { pageDocument, pageScript } from './document';
import { refusalOf } from './same-site';
import { pageStyle } from './style';

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing from elsewhere, nothing that is not in the page itself, and in nobody's frame. */
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(pageScript)}`,
  `style-src ${hashOf(pageStyle)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers `GET /` with the page, and what other sites' pages send with a refusal; false leaves it to the routes. */
export function servePage(request: http.IncomingMessage, response: http.ServerResponse): boolean {
  const refusal = refusalOf(request);
  if (refusal !== undefined) {
    response.writeHead(403, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ message: refusal }));
    return true;
  }
  if (request.method !== 'GET' || request.url?.split('?')[0] !== '/') return false;
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(pageDocument);
  return true;
}

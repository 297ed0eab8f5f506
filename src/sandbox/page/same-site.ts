import type http from 'node:http';
import { isIP } from 'node:net';

/**
 * Why a browser's request is refused, or undefined. Whoever listens on loopback is reached by every page the user has
 * open: one on another site (seen by Origin and Sec-Fetch-Site), and one whose name was bound to 127.0.0.1 (seen by
 * Host, which then is a name). Clients that are no browsers send neither.
 */
export function refusalOf({ method, headers }: http.IncomingMessage): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (host !== undefined && !isAddress(host))
    return `The Host ${host} is a name; use http://127.0.0.1 or http://localhost with the port.`;
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (origin !== undefined && origin !== `http://${host}`)
    return `A page of ${origin} may not change this sandbox.`;
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return `A ${String(site)} page may not change this sandbox.`;
  return undefined;
}

function isAddress(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

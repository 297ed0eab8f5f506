import type { ServerResponse } from 'node:http';
import type { Reply } from './exchange';

/** Ways in which an answer does not arrive as it was written. */
export type Breakage = 'drop' | 'reset' | 'truncate' | 'html';

/** Sends a reply, or what the network and the proxies in between make of it. */
export function sendReply(
  response: ServerResponse,
  reply: Reply,
  breakage: Breakage | 'answer' = 'answer',
): void {
  switch (breakage) {
    case 'answer':
      write(response, reply);
      return;
    case 'drop':
      response.destroy();
      return;
    case 'reset':
      // A TCP RST, as from a peer that has lost the connection; `destroy` would send a FIN.
      response.socket?.resetAndDestroy();
      return;
    case 'html':
      write(response, badGateway);
      return;
    case 'truncate':
      truncate(response, reply);
  }
}

function write(response: ServerResponse, { status, headers, body }: Reply): void {
  // HEAD answers carry the length of the body they leave out.
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  response.end(body);
}

function truncate(response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body);
  const promised = Math.max(bytes.length, 1);
  response.writeHead(status, { ...headers, 'content-length': String(promised) });
  response.flushHeaders();
  response.write(bytes.subarray(0, Math.floor(promised / 2)), () => response.destroy());
}

const badGateway: Reply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: `<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n`,
};

import type http from 'node:http';
import type { Reply } from '../wire/exchange';

/**
 * Keeps what is written to a response with `writeHead` and `end` from being sent, until the function
 * it gives is called: that gives it back, and the response sends again.
 */
export function captureReply(response: http.ServerResponse): () => Reply {
  let status = 200;
  let headers: Readonly<Record<string, string>> = {};
  let body: Buffer | string = '';
  // These hide those of the prototype until they are deleted again.
  Object.assign(response, {
    writeHead: (code: number, given: Readonly<Record<string, string>> = {}) => {
      status = code;
      headers = given;
      return response;
    },
    end: (chunk: Buffer | string = '') => {
      body = chunk;
      return response;
    },
  });
  return () => {
    for (const method of ['writeHead', 'end']) Reflect.deleteProperty(response, method);
    return { status, headers, body };
  };
}

import type { IncomingMessage } from 'node:http';

/** Larger than any request of a release; AWS's own limits lie between 1 MB and 5 GB. */
export const maxBodyBytes = 10 * 1024 * 1024;

/**
 * Reads a request whole. `too-large` once it passes 10 MB: the rest is read and thrown away, so that
 * the client gets to see the refusal. Rejects when the client goes away half-way.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > maxBodyBytes ? 'too-large' : Buffer.concat(chunks);
}

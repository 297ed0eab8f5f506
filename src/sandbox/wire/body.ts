import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { AwsError } from './operation';

/** Larger than any request of a release; AWS's own limits lie between 1 MB and 5 GB. */
export const maxBodyBytes = 10 * 1024 * 1024;

/**
 * Reads a request whole, or says why it is refused. Past 10 MB the rest is read and thrown away, so
 * that the client gets to see the refusal. Rejects when the client goes away half-way.
 */
export async function readBody(
  request: IncomingMessage,
  options: { readonly unzips: boolean },
): Promise<Buffer | AwsError> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxBodyBytes) {
    return new AwsError('RequestEntityTooLarge', 'The request body is over 10 MB.', 413);
  }
  const body = Buffer.concat(chunks);
  return options.unzips && request.headers['content-encoding'] === 'gzip' ? unzip(body) : body;
}

/** SDKs compress large calls by themselves (CloudWatch's PutMetricData from 10 KB on). */
function unzip(body: Buffer): Buffer | AwsError {
  try {
    return gunzipSync(body, { maxOutputLength: maxBodyBytes });
  } catch {
    return new AwsError('SerializationException', 'The request body is not gzip of up to 10 MB.');
  }
}

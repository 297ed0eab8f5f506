import type { DeserializeHandler, MiddlewareStack } from '@smithy/types';
import type { JsonObject } from '../../release/canonical';

/** The part of an SDK command this file touches. */
interface Tappable<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
}

/**
 * Sends a command of a JSON protocol and gives its answer twice: as the SDK understands it, and raw, because
 * the SDK silently drops members newer than itself.
 */
export async function describeRaw<Input extends object, Output extends object>(
  command: Tappable<Input, Output>,
  send: () => Promise<Output>,
): Promise<{ readonly output: Output; readonly raw: JsonObject }> {
  let body = '{}';
  const tap =
    (next: DeserializeHandler<Input, Output>): DeserializeHandler<Input, Output> =>
    async (args) => {
      const result = await next(args);
      if (hasBody(result.response)) {
        const bytes = await collect(result.response.body);
        result.response.body = bytes;
        body = Buffer.from(bytes).toString('utf8');
      }
      return result;
    };
  // Low priority puts the tap next to the wire, below the deserializer.
  const place = {
    step: 'deserialize',
    priority: 'low',
    name: 'rawAnswer',
    override: true,
  } as const;
  command.middlewareStack.add(tap, place);
  const output = await send();
  return { output, raw: JSON.parse(body) as JsonObject };
}

interface Answer {
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

function hasBody(response: unknown): response is Answer {
  const body = (response as { body?: unknown } | null)?.body;
  if (body === null || typeof body !== 'object') return false;
  return body instanceof Uint8Array || Symbol.asyncIterator in body;
}

async function collect(body: Answer['body']): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

import type { JsonObject } from '../../release/canonical';

/** The part of an SDK command this file touches. */
interface Tappable {
  readonly middlewareStack: {
    add(
      middleware: (next: Next, context: never) => Next,
      options: { step: 'deserialize'; priority: 'low'; name: string; override: true },
    ): void;
  };
}
type Next = (args: never) => Promise<{ response: unknown; output: never }>;

/**
 * Sends a command of a JSON protocol and gives its answer twice: as the SDK understands it, and raw, because
 * the SDK silently drops members newer than itself. `send` is `(command) => client.send(command)`.
 */
export async function describeRaw<Command extends Tappable, Output>(
  command: Command,
  send: (command: Command) => Promise<Output>,
): Promise<{ readonly output: Output; readonly raw: JsonObject }> {
  let body = '{}';
  const tap =
    (next: Next): Next =>
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
  const output = await send(command);
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

import { randomUUID } from 'node:crypto';
import { bareType, type CapturePlan } from './capture-plan';

/** One side of a request as it went over the wire. */
export interface Payload {
  readonly body: Buffer;
  readonly contentType: string | undefined;
}

export interface Captured {
  readonly input: Payload;
  readonly output: Payload;
  readonly inferenceId: string | undefined;
  /** When it was served, ms. */
  readonly at: number;
}

/** One line of a capture file, in the format that Model Monitor reads. */
export function captureRecord(plan: CapturePlan, captured: Captured): string {
  const { input, output, inferenceId, at } = captured;
  return JSON.stringify({
    captureData: {
      ...(plan.input && { endpointInput: side(plan, 'INPUT', input) }),
      ...(plan.output && { endpointOutput: side(plan, 'OUTPUT', output) }),
    },
    eventMetadata: {
      eventId: randomUUID(),
      ...(inferenceId !== undefined && { inferenceId }),
      // AWS writes whole seconds.
      inferenceTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    },
    eventVersion: '0',
  });
}

function side(plan: CapturePlan, mode: 'INPUT' | 'OUTPUT', { body, contentType }: Payload) {
  const encoding = encodingOf(plan, contentType);
  return {
    ...(contentType !== undefined && { observedContentType: contentType }),
    mode,
    data: body.toString(encoding === 'BASE64' ? 'base64' : 'utf8'),
    encoding,
  };
}

function encodingOf(plan: CapturePlan, contentType = ''): 'CSV' | 'JSON' | 'BASE64' {
  const type = bareType(contentType);
  if (plan.csv.includes(type)) return 'CSV';
  return plan.json.includes(type) ? 'JSON' : 'BASE64';
}

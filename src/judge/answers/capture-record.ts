import { dataText, membersOf, objectOf } from './event-line';

/** One captured request, as the comparison needs it. */
export interface CaptureRecord {
  /** The caller's inference id, else AWS's event id. */
  readonly id: string;
  /** When it was served, ms; AWS writes whole seconds. */
  readonly at: number;
  /** Text of the request; absent where the capture leaves requests out. */
  readonly input?: string;
  /** Text of the answer. */
  readonly output: string;
}

/** Why a line of a capture file is no record. */
export type CaptureRefusal =
  'not-json' | 'no-answer' | 'no-id' | 'no-time' | 'unknown-encoding' | 'undecodable';

/**
 * One line of a file that SageMaker's data capture wrote; a line that is not a whole record is refused by name.
 * Format: developer guide, "Capture data from real-time endpoint".
 */
export function captureRecord(
  line: string,
): { readonly record: CaptureRecord } | { readonly refusal: CaptureRefusal } {
  const whole = objectOf(line);
  if (whole === undefined) return { refusal: 'not-json' };
  const { endpointInput, endpointOutput } = membersOf(whole.captureData);
  const { inferenceId, eventId, inferenceTime } = membersOf(whole.eventMetadata);
  const id = [inferenceId, eventId].find((given) => typeof given === 'string' && given !== '');
  if (typeof id !== 'string') return { refusal: 'no-id' };
  const at = typeof inferenceTime === 'string' ? Date.parse(inferenceTime) : NaN;
  if (!Number.isFinite(at)) return { refusal: 'no-time' };
  if (endpointOutput === undefined) return { refusal: 'no-answer' };
  const output = dataText(endpointOutput);
  if ('refusal' in output) return output;
  if (endpointInput === undefined) return { record: { id, at, output: output.text } };
  const input = dataText(endpointInput);
  if ('refusal' in input) return input;
  return { record: { id, at, input: input.text, output: output.text } };
}

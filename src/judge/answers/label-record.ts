import { csvRows } from './csv-rows';
import { keyOf } from './counts';
import { dataText, membersOf, objectOf } from './event-line';
import { labelText } from './label-text';

/** What was true of one request. */
export interface LabelRecord {
  /** As the pairing names the request: the caller's inference id, else AWS's event id. */
  readonly id: string;
  readonly label: string;
}

/** Why a line of a file with labels is no label. */
export type LabelRefusal =
  'not-json' | 'no-id' | 'no-label' | 'several-values' | 'unknown-encoding' | 'undecodable';

/**
 * One line of ground truth as SageMaker Model Monitor merges it with captures: one value as CSV or JSON, under the id
 * of the request. Format: developer guide, "Ingest Ground Truth labels and merge them with predictions".
 */
export function labelRecord(
  line: string,
): { readonly record: LabelRecord } | { readonly refusal: LabelRefusal } {
  const whole = objectOf(line);
  if (whole === undefined) return { refusal: 'not-json' };
  const { eventId } = membersOf(whole.eventMetadata);
  if (typeof eventId !== 'string' || eventId === '') return { refusal: 'no-id' };
  if (whole.groundTruthData === undefined) return { refusal: 'no-label' };
  const data = dataText(whole.groundTruthData);
  if ('refusal' in data) return data;
  const values = data.encoding === 'JSON' ? jsonValues(data.text) : csvRows(data.text).flat();
  if (values.length > 1) return { refusal: 'several-values' };
  const [value] = values;
  if (value === undefined || value === '') return { refusal: 'no-label' };
  return { record: { id: keyOf(eventId), label: labelText(value) } };
}

/** One value; of a list or an object it cannot be said which member is the label. */
function jsonValues(text: string): readonly (string | number | boolean)[] {
  try {
    const value: unknown = JSON.parse(text);
    const plain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return plain ? [value] : [];
  } catch {
    return [];
  }
}

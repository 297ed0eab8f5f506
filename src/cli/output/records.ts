import { jsonText } from './plain';

export type OutputFormat = 'text' | 'json' | 'jsonl';

/** Version of the records' form, promised to readers: members are added, never changed, within 1.x. */
export const recordVersion = '1.0';

/** Writes one JSON object a line, the form's version first. */
export interface Recorder {
  readonly write: (type: string, members: object) => void;
}

/** Records for machines; silent in the other formats. */
export function recorderFor(
  format: OutputFormat,
  out: (text: string) => void,
  cli: string,
  now: () => Date = () => new Date(),
): Recorder {
  let begun = false;
  return {
    write(type, members) {
      if (format !== 'jsonl') return;
      if (!begun) out(`${jsonText({ type: 'version', cli, ui: recordVersion })}\n`);
      begun = true;
      out(`${jsonText({ type, time: now().toISOString(), ...members })}\n`);
    },
  };
}

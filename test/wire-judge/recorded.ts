import { existsSync, readFileSync } from 'node:fs';

/** A body as the wire log holds it: text, or base64 of a binary one; absent for S3. */
export interface RecordedBody {
  readonly text?: string;
  readonly base64?: string;
}

/** One line of a sandbox's wire log. */
export interface Recorded {
  readonly at: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly target?: string;
    readonly contentType?: string;
    readonly body?: RecordedBody;
  };
  readonly answer: {
    readonly status: number;
    readonly contentType?: string;
    readonly body?: RecordedBody;
  };
}

/** Reads a wire log; a last line that a killed sandbox could not finish is left out. */
export function readWireLog(file: string): readonly Recorded[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Recorded);
}

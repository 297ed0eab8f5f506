import { emptyTally } from '../answers/answers-tally';
import type { AnswersRecord } from './answers-record';
import { mapping } from '../mapping';
import { revived } from './plain-numbers';

const forms = ['classification', 'regression', 'ranking', 'opaque'];

/** A value of a file as the record of a comparison of answers, or why it is none; see `readGateRecord`. */
export function readAnswersRecord(value: unknown): AnswersRecord | string {
  const record = mapping(value);
  if (record?.schema !== 'slipway.answers/1') return 'its schema is not slipway.answers/1';
  const gate = mapping(record.gate);
  if (gate?.kind !== 'answers' || typeof gate.id !== 'string') return 'its gate is not on answers';
  const spec = mapping(gate.spec);
  if (!spec || !forms.includes(String(mapping(spec.form)?.kind)))
    return 'its answers are of no kind that is known here';
  if (!Array.isArray(spec.slices) || !Array.isArray(spec.facets))
    return 'its rule has no slices or facets';
  if (!mapping(gate.minimum)) return 'its gate has no minimum';
  if (typeof mapping(record.look)?.final !== 'boolean')
    return 'it does not say whether its look was the last one';
  const { start, end } = mapping(record.window) ?? {};
  if (typeof start !== 'string' || typeof end !== 'string')
    return 'its window has no start and end';
  const { release, captures, files } = record;
  if (typeof release !== 'string') return 'it does not say of which release it is';
  if (typeof captures !== 'string' || typeof files !== 'number')
    return 'it does not say which captures were read';
  if (typeof mapping(mapping(record.report)?.verdict)?.result !== 'string')
    return 'it has no verdict';
  const lacking = missingPart(record.tally, emptyTally(), 'tally');
  if (lacking !== undefined) return `it has no ${lacking}`;
  return revived(record) as AnswersRecord;
}

/** The first place at which a value lacks what every value of its kind has. */
function missingPart(value: unknown, model: unknown, path: string): string | undefined {
  if (Array.isArray(model)) return Array.isArray(value) ? undefined : path;
  const parts = mapping(model);
  // Whether a number is a count, the judge says.
  if (!parts) return value === undefined ? path : undefined;
  const given = mapping(value);
  if (!given) return path;
  for (const [key, part] of Object.entries(parts)) {
    const missing = missingPart(given[key], part, `${path}.${key}`);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

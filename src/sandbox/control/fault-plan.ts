import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { quotasSchema } from '../limits/quotas';
import { faultSchema } from './fault';

const planSchema = z.strictObject({
  faults: z.array(faultSchema).default([]),
  quotas: quotasSchema.optional(),
});

/** What shall go wrong from the start on. */
export type FaultPlan = z.output<typeof planSchema>;

/** Reads a plan of YAML or JSON, an empty one where there is no file; throws an Error with the file and every place that is wrong. */
export function readFaultPlan(file: string | undefined): FaultPlan {
  return file === undefined ? { faults: [] } : parsePlan(file, readFileSync(file, 'utf8'));
}

function parsePlan(file: string, text: string): FaultPlan {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [problem] = document.errors;
  if (problem !== undefined) throw new Error(`${file} is not YAML: ${problem.message}`);
  const result = planSchema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => {
    const node = document.getIn(path, true) as { readonly range?: readonly number[] } | undefined;
    const offset = node?.range?.[0];
    const line = offset === undefined ? '' : `:${lines.linePos(offset).line}`;
    return `${file}${line} ${path.join('.') || 'plan'}: ${message}`;
  });
  throw new Error(issues.join('\n'));
}

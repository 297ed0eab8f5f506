import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { conditionSchema } from './condition';
import { oneOrMore } from './one-or-more';

export const sidSchema = z
  .string()
  .regex(/^[A-Za-z0-9]*$/)
  .optional();

export const effectSchema = z.enum(['Allow', 'Deny']);

export const actionSchema = oneOrMore(
  z.string().regex(/^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/, 'must be service:Action'),
);

export const resourceSchema = oneOrMore(z.string().regex(/^(\*|arn:.+)$/, 'must be * or an ARN'));

/** A policy document of such statements. */
export function policyOf<Statement extends z.ZodType>(statement: Statement) {
  return z.strictObject({
    Version: z.literal('2012-10-17'),
    Id: z.string().optional(),
    Statement: oneOrMore(statement),
  });
}

const statementSchema = z.strictObject({
  Sid: sidSchema,
  Effect: effectSchema,
  Action: actionSchema,
  Resource: resourceSchema,
  Condition: conditionSchema.optional(),
});

const policySchema = policyOf(statementSchema);

export type Policy = z.output<typeof policySchema>;
export type Statement = Policy['Statement'][number];

/**
 * Reads an identity-based IAM policy. What the sandbox does not understand of IAM's language
 * (NotAction, NotResource, other conditions) is refused: throws an Error that names file and place.
 */
export function readPolicy(file: string): Policy {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} is no policy document: ${why}`, { cause });
  }
  const result = policySchema.safeParse(document);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${file} is no policy that the sandbox understands:\n${problems.join('\n')}`);
}

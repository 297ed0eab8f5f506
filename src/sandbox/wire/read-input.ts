import type { z } from 'zod';
import { AwsError } from './operation';

/** Reads an operation's input; throws AwsError with the service's own code, naming every problem. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  code: string,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.length === 0 ? 'input' : path.join('.')}: ${message}`,
  );
  throw new AwsError(code, problems.join('; '));
}

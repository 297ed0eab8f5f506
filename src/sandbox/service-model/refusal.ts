import type { ServiceName } from '../wire/exchange';
import { AwsError } from '../wire/operation';

/** One constraint that an input misses. */
export interface Violation {
  /** AWS's way to a member: `productionVariants.1.member.variantName`. */
  readonly path: string;
  readonly value: unknown;
  readonly constraint: string;
}

/** Longest value that a message repeats, characters. */
const longestShown = 1024;

/** The error of a service for an input that misses constraints. */
export function refusal(service: ServiceName, violations: readonly Violation[]): AwsError {
  const [first] = violations;
  if (service === 'ecr' && first !== undefined) {
    // ECR names one parameter, in a form of its own.
    const message = `Invalid parameter at '${first.path}' failed to satisfy constraint: '${first.constraint}'`;
    return new AwsError('InvalidParameterException', message);
  }
  const count = violations.length;
  const told = violations.map(
    ({ path, value, constraint }) =>
      `Value ${shown(value)} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  const head = `${count} validation error${count === 1 ? '' : 's'} detected: `;
  return new AwsError('ValidationException', `${head}${told.join('; ')}`);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  const text = inJava(value);
  return `'${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}'`;
}

/** AWS's services print values as Java does. */
function inJava(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inJava).join(', ')}]`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}=${inJava(item)}`);
  return `{${entries.join(', ')}}`;
}

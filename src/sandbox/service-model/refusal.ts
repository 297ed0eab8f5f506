import type { ServiceName } from '../wire/exchange';
import { AwsError } from '../wire/operation';
import type { Missed } from './constraint';

/** One constraint that an input misses. */
export interface Violation {
  /** The member as most services name it: `productionVariants.1.member.variantName`. */
  readonly at: string;
  /** The same with the members' own names. */
  readonly path: string;
  readonly value: unknown;
  readonly missed: Missed;
}

/** CloudWatch's oldest operations, whose models name errors for bad parameters, speak in a form of their own. */
const olderOperations = ['GetMetricStatistics', 'ListMetrics', 'PutMetricData'];

/** Longest value that a message repeats, characters. */
const longestShown = 1024;

/** The error of a service for an input that misses constraints; undefined when it misses none that count. */
export function refusal(
  service: ServiceName,
  operation: string,
  violations: readonly Violation[],
): AwsError | undefined {
  if (service === 'monitoring' && olderOperations.includes(operation)) return older(violations);
  const [first] = violations;
  if (first === undefined) return undefined;
  if (service === 'ecr') {
    // ECR names one parameter.
    const message = `Invalid parameter at '${first.at}' failed to satisfy constraint: '${first.missed.text}'`;
    return new AwsError('InvalidParameterException', message);
  }
  const count = violations.length;
  const told = violations.map(
    ({ at, value, missed }) =>
      `Value ${shown(value)} at '${at}' failed to satisfy constraint: ${missed.text}`,
  );
  const head = `${count} validation error${count === 1 ? '' : 's'} detected: `;
  return new AwsError('ValidationException', `${head}${told.join('; ')}`);
}

/** They name the first parameter only, and to them an empty list is one that was not given. */
function older(violations: readonly Violation[]): AwsError | undefined {
  const first = violations.find(({ missed }) => missed.kind !== 'too few');
  if (first === undefined) return undefined;
  const { kind, limit = 0 } = first.missed;
  const place = first.path.replace(/\.(\d+)\.member/g, '.member.$1');
  switch (kind) {
    case 'null':
      return new AwsError(
        'MissingRequiredParameterException',
        `The parameter ${place} is required.`,
      );
    case 'too many':
      return wrong(`The collection ${place} must not have a size greater than ${limit}.`);
    case 'too long':
      return wrong(`The parameter ${place} must be shorter than ${limit + 1} characters.`);
    default:
      return wrong(`The value ${printed(first.value)} for parameter ${place} is invalid.`);
  }
}

const wrong = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message);

function shown(value: unknown): string {
  return value === null || value === undefined ? 'null' : `'${printed(value)}'`;
}

function printed(value: unknown): string {
  const text = inJava(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** AWS's services print values as Java does. */
function inJava(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inJava).join(', ')}]`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}=${inJava(item)}`);
  return `{${entries.join(', ')}}`;
}

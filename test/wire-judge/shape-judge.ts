import type { AwsModel, AwsShape } from './aws-model';

/** What a protocol makes of a timestamp: seconds since 1970, or a Date that it has read itself. */
type Instant = 'seconds' | 'date';

interface Judge {
  readonly model: AwsModel;
  readonly instant: Instant;
  readonly violations: string[];
}

/** Judges a decoded value by a shape of AWS's model; one sentence for each rule it breaks. */
export function judgeValue(
  model: AwsModel,
  shape: string,
  value: unknown,
  at: string,
  instant: Instant = 'seconds',
): readonly string[] {
  const violations: string[] = [];
  judge({ model, instant, violations }, shape, value, at);
  return violations;
}

function judge(context: Judge, name: string, value: unknown, at: string): void {
  const shape = context.model.shapes[name];
  if (shape === undefined) throw new Error(`botocore has no shape ${name}`);
  const say = (what: string): void => void context.violations.push(`${at}: ${what}`);
  const nature = natureOf(shape.type, value, context.instant);
  if (nature !== undefined) return say(`is ${JSON.stringify(value)}, not ${nature}`);
  if (shape.type === 'structure') return judgeStructure(context, shape, value as Members, at);
  if (shape.type === 'list') {
    judgeSize(shape, (value as unknown[]).length, 'entries', say);
    for (const [index, entry] of (value as unknown[]).entries())
      judge(context, shape.member!.shape, entry, `${at}[${index}]`);
  } else if (shape.type === 'map') {
    const entries = Object.entries(value as Members);
    judgeSize(shape, entries.length, 'entries', say);
    for (const [key, entry] of entries) {
      judge(context, shape.key!.shape, key, `${at} key ${key}`);
      judge(context, shape.value!.shape, entry, `${at}.${key}`);
    }
  } else if (typeof value === 'string') judgeText(shape, value, say);
  else if (typeof value === 'number') judgeSize(shape, value, 'as value', say);
}

type Members = Readonly<Record<string, unknown>>;
type Say = (what: string) => void;

function judgeStructure(context: Judge, shape: AwsShape, value: Members, at: string): void {
  const say = (what: string): void => void context.violations.push(`${at}: ${what}`);
  const { members = {}, required = [] } = shape;
  for (const name of required) if (!Object.hasOwn(value, name)) say(`${name} is required`);
  for (const [name, member] of Object.entries(value)) {
    const reference = Object.hasOwn(members, name) ? members[name] : undefined;
    if (reference === undefined) say(`${name} is no member that AWS knows`);
    else judge(context, reference.shape, member, `${at}.${name}`);
  }
  const given = Object.keys(value).length;
  if (shape.union === true && given !== 1) say(`has ${given} members, a union has one`);
}

/** What the value should have been, when it is of another type. */
function natureOf(type: string, value: unknown, instant: Instant): string | undefined {
  const is = (right: boolean): string | undefined => (right ? undefined : `a ${type}`);
  switch (type) {
    case 'structure':
    case 'map':
      return is(isMembers(value));
    case 'list':
      return is(Array.isArray(value));
    case 'string':
      return is(typeof value === 'string');
    case 'boolean':
      return is(typeof value === 'boolean');
    case 'integer':
      return is(Number.isInteger(value) && Math.abs(value as number) < 2 ** 31);
    case 'long':
      return is(Number.isInteger(value));
    case 'float':
    case 'double':
      return is(typeof value === 'number' || beyondNumbers.includes(value));
    case 'timestamp':
      return is(isInstant(value, instant));
    case 'blob':
      return is(typeof value === 'string' || value instanceof Uint8Array);
    default:
      throw new Error(`the judge does not know the type ${type}`);
  }
}

/** JSON has no numbers for these; AWS writes them as text. */
const beyondNumbers: readonly unknown[] = ['NaN', 'Infinity', '-Infinity'];

const isMembers = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

/** Milliseconds taken for seconds lie thousands of years ahead. */
function isInstant(value: unknown, instant: Instant): boolean {
  if (instant === 'date') return value instanceof Date && !Number.isNaN(value.getTime());
  return typeof value === 'number' && value >= 0 && value < 10_000_000_000;
}

function judgeText(shape: AwsShape, value: string, say: Say): void {
  judgeSize(shape, [...value].length, 'characters', say);
  const { pattern, enum: values } = shape;
  if (pattern !== undefined && !wholly(pattern).test(value))
    say(`${JSON.stringify(value)} does not fit ${pattern}`);
  if (values !== undefined && !values.includes(value))
    say(`${JSON.stringify(value)} is none of ${values.slice(0, 6).join(', ')}…`);
}

function judgeSize({ min, max }: AwsShape, size: number, of: string, say: Say): void {
  if (min !== undefined && size < min) say(`has ${size} ${of}, at least ${min} are asked for`);
  if (max !== undefined && size > max) say(`has ${size} ${of}, at most ${max} are allowed`);
}

const patterns = new Map<string, RegExp>();

/** Java's pattern, over the whole text. Unicode mode refuses escapes that mean nothing: they are taken off. */
function wholly(pattern: string): RegExp {
  let known = patterns.get(pattern);
  if (known === undefined) {
    const source = pattern
      .replace(/\$\{1,\d+\}/, '$')
      .replaceAll('\\p{Print}', '[ -~]')
      .replaceAll('\\-', '\\x2d')
      .replace(/\\([_:@=,%#& ])/g, '$1');
    known = new RegExp(`^(?:${source})$`, 'u');
    patterns.set(pattern, known);
  }
  return known;
}

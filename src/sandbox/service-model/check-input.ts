import { isRecord, type ServiceName } from '../wire/exchange';
import { AwsError } from '../wire/operation';
import { allConstraints, missedConstraints, type Missed } from './constraint';
import { mistyped, readLeaf } from './leaf';
import { serviceModels, type ServiceModel, type Shape } from './model';
import { refusal, type Violation } from './refusal';

type Input = Readonly<Record<string, unknown>>;

/**
 * Checks an input against AWS's own model of the operation and gives it back with timestamps as Dates
 * and, where the protocol carries text only, numbers and flags read from it. Throws the service's
 * error: SerializationException for a value of the wrong type, its validation error with every
 * constraint that is missed. A member that AWS does not know is refused at any depth.
 */
export function checkInput(
  service: ServiceName,
  operation: string,
  input: Input,
  options: { readonly isText?: boolean | undefined } = {},
): Input {
  const model = serviceModels[service];
  if (model === undefined || !Object.hasOwn(model.operations, operation)) return input;
  const root = model.operations[operation] ?? null;
  if (root === null) return input;
  const violations: Violation[] = [];
  const check = new Check(model, options.isText === true, violations);
  const read = check.read(root, input, '', '') as Input;
  const refused = refusal(service, operation, violations);
  if (refused !== undefined) throw refused;
  return read;
}

/** One walk through an input; wrong types and unknown members end it, missed constraints are collected. */
class Check {
  constructor(
    private readonly model: ServiceModel,
    private readonly isText: boolean,
    private readonly violations: Violation[],
  ) {}

  /** `at` is the path in AWS's messages, `path` the one with the members' own names. */
  read(name: string, value: unknown, at: string, path: string): unknown {
    const shape = this.#shape(name);
    if (shape.type === 'structure') return this.#structure(shape, value, at, path);
    if (shape.type === 'list') return this.#list(shape, value, at, path);
    if (shape.type === 'map') return this.#map(shape, value, at, path);
    const read = readLeaf(shape.type, value, path, this.isText);
    this.#report(shape, read, at, path);
    return read;
  }

  #structure(shape: Shape, value: unknown, at: string, path: string): unknown {
    if (!isRecord(value)) throw mistyped(path, 'a structure', value);
    const { members = {}, required = [] } = shape;
    const read = Object.entries(value).flatMap(([name, member]) => {
      const of = Object.hasOwn(members, name) ? members[name] : undefined;
      if (of === undefined) throw this.#unknown(join(path, name));
      // A null is no value, but its name must be one that AWS knows.
      if ((member ?? null) === null) return [];
      return [[name, this.read(of, member, join(at, lowered(name)), join(path, name))] as const];
    });
    for (const name of required) {
      if ((value[name] ?? null) !== null) continue;
      const missed = { text: 'Member must not be null', kind: 'null' } as const;
      this.#violate(join(at, lowered(name)), join(path, name), null, missed);
    }
    return Object.fromEntries(read);
  }

  #list(shape: Shape, value: unknown, at: string, path: string): unknown {
    // The query protocol writes an empty list as an empty text.
    const items: unknown = this.isText && value === '' ? [] : value;
    if (!Array.isArray(items)) throw mistyped(path, 'a list', value);
    this.#report(shape, items, at, path);
    const member = this.#shape(shape.member!);
    if (isNested(member)) {
      const step = (index: number): string => `.${index + 1}.member`;
      return items.map((item, index) =>
        this.read(shape.member!, item, at + step(index), path + step(index)),
      );
    }
    const read = items.map((item) => readLeaf(member.type, item, path, this.isText));
    if (read.some((item) => missedConstraints(member, item).length > 0)) {
      const text = `Member must satisfy constraint: [${allConstraints(member)}]`;
      this.#violate(at, path, read, { text, kind: 'other' });
    }
    return read;
  }

  #map(shape: Shape, value: unknown, at: string, path: string): unknown {
    if (!isRecord(value)) throw mistyped(path, 'a map', value);
    this.#report(shape, value, at, path);
    const [key, item] = [this.#shape(shape.key!), this.#shape(shape.value!)];
    if (Object.keys(value).some((name) => missedConstraints(key, name).length > 0)) {
      const text = `Map keys must satisfy constraint: [${allConstraints(key)}]`;
      this.#violate(at, path, value, { text, kind: 'other' });
    }
    if (isNested(item)) {
      const read = Object.entries(value).map(([name, member]) => [
        name,
        this.read(shape.value!, member, `${at}.${name}.member`, join(path, name)),
      ]);
      return Object.fromEntries(read) as unknown;
    }
    const read = Object.entries(value).map(
      ([name, member]) =>
        [name, readLeaf(item.type, member, join(path, name), this.isText)] as const,
    );
    if (read.some(([, member]) => missedConstraints(item, member).length > 0)) {
      const text = `Map value must satisfy constraint: [${allConstraints(item)}]`;
      this.#violate(at, path, value, { text, kind: 'other' });
    }
    return Object.fromEntries(read);
  }

  #shape(name: string): Shape {
    const shape = this.model.shapes[name];
    if (shape === undefined) throw new Error(`The model of ${this.model.title} has no ${name}.`);
    return shape;
  }

  #report(shape: Shape, value: unknown, at: string, path: string): void {
    for (const missed of missedConstraints(shape, value)) this.#violate(at, path, value, missed);
  }

  #violate(at: string, path: string, value: unknown, missed: Missed): void {
    this.violations.push({ at, path, value, missed });
  }

  #unknown(path: string): AwsError {
    return new AwsError(
      'ValidationException',
      `${path} is not a member that ${this.model.title} knows. AWS may drop such a member silently; the sandbox refuses it.`,
    );
  }
}

const isNested = ({ type }: Shape): boolean =>
  type === 'structure' || type === 'list' || type === 'map';

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** AWS names members in its messages as Java's fields are named. */
const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

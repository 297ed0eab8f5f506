import { isRecord, type ServiceName } from '../wire/exchange';
import { AwsError } from '../wire/operation';
import { allConstraints, missedConstraints } from './constraint';
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
  if (violations.length > 0) throw refusal(service, violations);
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
    this.#report(shape, read, at);
    return read;
  }

  #structure(shape: Shape, value: unknown, at: string, path: string): unknown {
    if (!isRecord(value)) throw mistyped(path, 'a structure', value);
    const { members = {}, required = [] } = shape;
    const given = Object.entries(value).filter(([, member]) => member !== null);
    const read = given.map(([name, member]) => {
      const of = Object.hasOwn(members, name) ? members[name] : undefined;
      if (of === undefined) throw this.#unknown(join(path, name));
      return [name, this.read(of, member, join(at, lowered(name)), join(path, name))] as const;
    });
    for (const name of required) {
      if ((value[name] ?? null) !== null) continue;
      this.#violate(join(at, lowered(name)), null, 'Member must not be null');
    }
    return Object.fromEntries(read);
  }

  #list(shape: Shape, value: unknown, at: string, path: string): unknown {
    // The query protocol writes an empty list as an empty text.
    const items: unknown = this.isText && value === '' ? [] : value;
    if (!Array.isArray(items)) throw mistyped(path, 'a list', value);
    this.#report(shape, items, at);
    const member = this.#shape(shape.member!);
    if (isNested(member)) {
      const step = (index: number): string => `.${index + 1}.member`;
      return items.map((item, index) =>
        this.read(shape.member!, item, at + step(index), path + step(index)),
      );
    }
    const read = items.map((item) => readLeaf(member.type, item, path, this.isText));
    if (read.some((item) => missedConstraints(member, item).length > 0)) {
      this.#violate(at, read, `Member must satisfy constraint: [${allConstraints(member)}]`);
    }
    return read;
  }

  #map(shape: Shape, value: unknown, at: string, path: string): unknown {
    if (!isRecord(value)) throw mistyped(path, 'a map', value);
    this.#report(shape, value, at);
    const [key, item] = [this.#shape(shape.key!), this.#shape(shape.value!)];
    if (Object.keys(value).some((name) => missedConstraints(key, name).length > 0)) {
      this.#violate(at, value, `Map keys must satisfy constraint: [${allConstraints(key)}]`);
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
      this.#violate(at, value, `Map value must satisfy constraint: [${allConstraints(item)}]`);
    }
    return Object.fromEntries(read);
  }

  #shape(name: string): Shape {
    const shape = this.model.shapes[name];
    if (shape === undefined) throw new Error(`The model of ${this.model.title} has no ${name}.`);
    return shape;
  }

  #report(shape: Shape, value: unknown, at: string): void {
    for (const constraint of missedConstraints(shape, value)) this.#violate(at, value, constraint);
  }

  #violate(path: string, value: unknown, constraint: string): void {
    this.violations.push({ path, value, constraint });
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

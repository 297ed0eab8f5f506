import { endlessShape, linesOf } from './answer-shape';
import type { AnswerSpec, JsonType, RequiredPath } from './answer-spec';
import type { ShapeTally } from './shape-tally';

/** What the candidate's answers break of the schema. */
export interface SchemaFinding {
  /** False where there are too many shapes of answers to tell apart, so that nothing can be said. */
  readonly known: boolean;
  readonly answers: number;
  /** Answers that break it anywhere. */
  readonly violating: number;
  /** Most frequent first, at most twenty. */
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly path: string;
  readonly what: 'missing' | 'new' | 'type';
  readonly answers: number;
}

/** A path and the types it may have. */
interface Rule {
  readonly types: ReadonlySet<JsonType>;
  readonly required: boolean;
}

const mostViolations = 20;

/** Judges every shape of the candidate's answers once: by the paths given, else by all that the stable's have. */
export function schemaFinding(
  { schema }: Pick<AnswerSpec, 'schema'>,
  { kept, other }: ShapeTally,
): SchemaFinding {
  const shapes = Object.entries(kept);
  const stables = shapes.filter(([, { stable }]) => stable > 0).map(([shape]) => shape);
  const learned = schema === 'learned';
  const known =
    other.candidate + other.stable === 0 && !(learned && stables.includes(endlessShape));
  const rules = learned ? learnedRules(stables) : givenRules(schema);
  const byPath = new Map<string, Violation>();
  let [answers, violating] = [other.candidate, 0];
  for (const [shape, { candidate }] of shapes) {
    if (candidate === 0) continue;
    answers += candidate;
    const broken = brokenBy(shape, rules, learned);
    if (broken.length > 0) violating += candidate;
    for (const { path, what } of broken) {
      const key = `${what} ${path}`;
      const before = byPath.get(key)?.answers ?? 0;
      byPath.set(key, { path, what, answers: before + candidate });
    }
  }
  const violations = [...byPath]
    .sort(([a, one], [b, two]) => two.answers - one.answers || (a < b ? -1 : 1))
    .slice(0, mostViolations)
    .map(([, violation]) => violation);
  return { known, answers, violating, violations };
}

/** Required is what every shape has; a type is allowed where any shape has it. */
function learnedRules(shapes: readonly string[]): ReadonlyMap<string, Rule> {
  const rules = new Map<string, { types: Set<JsonType>; times: number }>();
  for (const [path, types] of shapes.flatMap(linesOf)) {
    const rule = rules.get(path) ?? { types: new Set(), times: 0 };
    rules.set(path, rule);
    for (const type of types) rule.types.add(type);
    rule.times += 1;
  }
  return new Map(
    [...rules].map(([path, { types, times }]) => [
      path,
      { types, required: times === shapes.length },
    ]),
  );
}

function givenRules(paths: readonly RequiredPath[]): ReadonlyMap<string, Rule> {
  return new Map(paths.map(({ path, types }) => [path, { types: new Set(types), required: true }]));
}

function brokenBy(
  shape: string,
  rules: ReadonlyMap<string, Rule>,
  closed: boolean,
): Pick<Violation, 'path' | 'what'>[] {
  if (shape === endlessShape) return [{ path: '$', what: 'new' }];
  const lines = new Map(linesOf(shape));
  const missing = [...rules]
    .filter(([path, { required }]) => required && !lines.has(path))
    .map(([path]) => ({ path, what: 'missing' }) as const);
  const wrong = [...lines].flatMap(([path, types]): Pick<Violation, 'path' | 'what'>[] => {
    const rule = rules.get(path);
    if (!rule) return closed ? [{ path, what: 'new' }] : [];
    return types.every((type) => rule.types.has(type)) ? [] : [{ path, what: 'type' }];
  });
  return [...missing, ...wrong];
}

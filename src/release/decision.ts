import { digestOf } from './digest';
import type { ApprovalGate, ReleasePlan } from './plan';

/** What a person sends with `approve` or `reject`: an object, or a plain string that starts with the code. */
export interface Decision {
  readonly code?: string;
  readonly reason?: string;
  /** A claim, until the history's identity is joined to it. */
  readonly by?: string;
}

export type Verb = 'approve' | 'reject';

/** How a decision came in; `registry` is verified by the registry's own record, the others are claims. */
export type DecisionSource = 'signal' | 'update' | 'registry';

export interface RecordedDecision {
  readonly at: string;
  readonly gate: string;
  readonly verb: Verb;
  readonly by: string;
  readonly reason: string;
  readonly source: DecisionSource;
  readonly standing: 'verified' | 'claimed';
  readonly accepted: boolean;
  /** Why it was refused; empty where it counted. */
  readonly refusal: string;
}

/** A gate that waits; `code` is 6 hex of the plan, gate and evidence digests. */
export interface OpenGate {
  readonly gate: ApprovalGate;
  readonly code: string;
  readonly opened: string;
  readonly closes: string;
  readonly approvals: readonly RecordedDecision[];
}

/** The code an approval must carry, so that it can't hit another gate, another plan or older evidence. */
export function gateCode(plan: ReleasePlan, gate: ApprovalGate, evidenceHead: string): string {
  return digestOf([plan.digest, gate, evidenceHead]).slice(0, 6);
}

/** Reads whatever a client sent; never throws, so that a signal can't break a release. */
export function readDecision(input: unknown): Decision {
  if (typeof input === 'string') {
    const [, code, reason] = /^\s*(\S*)\s*([\s\S]*)$/.exec(input) ?? [];
    return { code, reason: words(reason) };
  }
  if (input === null || typeof input !== 'object') return {};
  const { code, reason, by } = input as Record<string, unknown>;
  return { code: text(code), reason: words(reason), by: words(by) };
}

/** Where it matters who decides, a decision must say so. */
export function needsName({ from, count, notRequester }: ApprovalGate): boolean {
  return from.length > 0 || count > 1 || notRequester;
}

/** Why this decision does not count at this gate, or undefined where it does. */
export function refusalOf(
  verb: Verb,
  decision: Decision,
  open: OpenGate | undefined,
  requester: string,
): string | undefined {
  if (!open) return 'no gate is open; decisions are never kept for later';
  const { gate, code, approvals } = open;
  if (decision.code !== code)
    return `the code of gate ${gate.name} is ${code}, not ${decision.code ? JSON.stringify(decision.code.slice(0, 40)) : 'empty'}`;
  if (approvals.length >= gate.count) return `gate ${gate.name} has its approvals already`;
  if (!decision.reason) return 'a reason is needed';
  const named = needsName(gate);
  if (named && !decision.by) return `gate ${gate.name} needs a name: add "by"`;
  if (gate.from.length > 0 && !gate.from.some((name) => samePerson(name, decision.by)))
    return `${decision.by} is not among those who may decide (${gate.from.join(', ')})`;
  if (verb === 'approve' && gate.notRequester && samePerson(requester, decision.by))
    return `${decision.by} requested this release and may not approve it`;
  if (verb === 'approve' && approvals.some((known) => named && samePerson(known.by, decision.by)))
    return `${decision.by} has approved already; ${gate.count} different people are needed`;
  return undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
/** What was written, without the white space around it; nothing but white space is nothing. */
const words = (value: unknown): string | undefined =>
  text(value)?.trim().slice(0, 500) || undefined;
/** One person is one person in any spelling of a name: a second approval must be somebody else's. */
const samePerson = (a: string, b: string | undefined): boolean =>
  b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();

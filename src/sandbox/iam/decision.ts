import { isMet, type RequestContext } from './condition';
import { matchesPattern } from './pattern';
import type { Policy, Statement } from './policy';

/** One thing that a call needs leave for. */
export interface Permission {
  /** `sagemaker:UpdateEndpoint` */
  readonly action: string;
  /** An ARN, or `*` where the action knows no resources. */
  readonly resource: string;
  readonly context: RequestContext;
}

export type Decision = 'allowed' | 'denied' | 'not allowed';

/** Decides as IAM does: a statement that denies wins, and what none allows is not allowed. */
export function decide({ Statement }: Policy, permission: Permission): Decision {
  const concerned = Statement.filter((statement) => concerns(statement, permission));
  if (concerned.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return concerned.length > 0 ? 'allowed' : 'not allowed';
}

function concerns(statement: Statement, { action, resource, context }: Permission): boolean {
  const { Action, Resource, Condition } = statement;
  const named = action.toLowerCase();
  return (
    // Actions have no case in IAM, resources have.
    Action.some((pattern) => matchesPattern(pattern.toLowerCase(), named)) &&
    Resource.some((pattern) => matchesPattern(pattern, resource)) &&
    (Condition === undefined || isMet(Condition, context))
  );
}

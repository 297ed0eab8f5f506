import { contextOf } from '../iam/request-context';
import { decideFor, readResourcePolicy, type ResourcePolicy } from '../iam/resource-policy';
import type { Call } from '../wire/operation';
import type { Role } from './role';

/** The trust policies that were set. A role without one is there all the same, and trusts everybody. */
export class Trust {
  readonly #policies = new Map<string, ResourcePolicy>();

  /** Throws an Error for a policy that the sandbox does not understand. */
  set(role: Pick<Role, 'account' | 'name'>, policy: string): void {
    this.#policies.set(keyOf(role), readResourcePolicy(policy));
  }

  /** Whether a call of AssumeRole may have a session of the role. */
  allows(role: Role, call: Call): boolean {
    const policy = this.#policies.get(keyOf(role));
    if (policy === undefined) return true;
    const permission = {
      action: 'sts:AssumeRole',
      resource: role.arn,
      context: contextOf(call),
    };
    return decideFor(policy, call.caller, permission) === 'allowed';
  }

  /** The policies as they were written, by account and name of the role. */
  snapshot(): ReadonlyMap<string, string> {
    return new Map([...this.#policies].map(([role, { text }]) => [role, text]));
  }

  restore(policies: ReadonlyMap<string, string>): void {
    for (const [role, text] of policies) this.#policies.set(role, readResourcePolicy(text));
  }
}

const keyOf = ({ account, name }: Pick<Role, 'account' | 'name'>): string => `${account}/${name}`;

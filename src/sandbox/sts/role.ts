import { isSandboxAccount } from '../account/account-id';
import { AwsError } from '../wire/operation';

/** A role of one of the sandbox's accounts. */
export interface Role {
  readonly arn: string;
  readonly account: string;
  /** Without its path: it is unique in its account. */
  readonly name: string;
}

/** Undefined for a role of an account that is none of the sandbox's; throws ValidationError for what is no role's ARN. */
export function readRole(arn: string): Role | undefined {
  const [, account = '', name] =
    /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn) ?? [];
  if (name === undefined) throw new AwsError('ValidationError', 'Request ARN is invalid');
  return isSandboxAccount(account) ? { arn, account, name } : undefined;
}

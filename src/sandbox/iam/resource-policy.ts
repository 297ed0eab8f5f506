import { z } from 'zod';
import type { Caller } from '../wire/operation';
import { conditionSchema } from './condition';
import { decide, type Decision, type Permission } from './decision';
import { oneOrMore } from './one-or-more';
import { actionSchema, effectSchema, policyOf, resourceSchema, sidSchema } from './policy';

const principalSchema = z.union([
  z.literal('*').transform(() => ({ AWS: ['*'] })),
  z.strictObject({
    AWS: oneOrMore(z.string().regex(/^(\*|\d{12}|arn:aws:(iam|sts)::\d{12}:.+)$/)).optional(),
    // A service calls nothing here; roles that are given to one have it in their trust policy.
    Service: oneOrMore(z.string()).optional(),
  }),
]);

const statementSchema = z.strictObject({
  Sid: sidSchema,
  Effect: effectSchema,
  Principal: principalSchema,
  Action: actionSchema,
  /** A trust policy has none: its role is meant. */
  Resource: resourceSchema.default(['*']),
  Condition: conditionSchema.optional(),
});

const policySchema = policyOf(statementSchema);

/** What a resource lets others do with it, as it was written, and how it is understood. */
export interface ResourcePolicy {
  readonly text: string;
  readonly document: z.output<typeof policySchema>;
}

/** Reads a resource-based policy; throws an Error that says what the sandbox does not understand of it. */
export function readResourcePolicy(text: string): ResourcePolicy {
  const document = policySchema.safeParse(JSON.parse(text));
  if (document.success) return { text, document: document.data };
  throw new Error(z.prettifyError(document.error));
}

/** What a policy says to a caller; statements about others say nothing. */
export function decideFor(
  { document }: ResourcePolicy,
  caller: Caller,
  permission: Permission,
): Decision {
  const Statement = document.Statement.filter(({ Principal }) =>
    Principal.AWS?.some((principal) => isMeant(principal, caller)),
  );
  return decide({ ...document, Statement }, permission);
}

/** An account, its root, a user, a role or one session of it. */
function isMeant(principal: string, { account, userArn, role }: Caller): boolean {
  if (principal === '*' || principal === account) return true;
  return [`arn:aws:iam::${account}:root`, userArn, role].includes(principal);
}

import { randomBytes } from 'node:crypto';
import { AwsError, type Call } from '../wire/operation';
import { readRole } from './role';
import type { Sessions } from './sessions';
import type { Trust } from './trust';

/** As far as the sandbox reads it; session policies, tags and MFA have no effect. */
interface AssumeRoleInput {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly DurationSeconds?: number;
  readonly SourceIdentity?: string;
}

/** A role's session lasts so long if nobody says, and so long at most where a role takes another, s. */
const hour = 3_600;

/** Temporary credentials of a role; throws AccessDenied where the role does not trust the caller. */
export function assumeRole(
  { sessions, trust }: { readonly sessions: Sessions; readonly trust: Trust },
  input: AssumeRoleInput,
  call: Call,
) {
  const { RoleArn, RoleSessionName, DurationSeconds = hour, SourceIdentity } = input;
  const role = readRole(RoleArn);
  if (role === undefined || !trust.allows(role, call)) throw notTrusted(call, RoleArn);
  if (call.caller.role !== undefined && DurationSeconds > hour) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  const session = sessions.issue(role, RoleSessionName, DurationSeconds);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: randomBytes(30).toString('base64'),
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: session.principalId, Arn: session.userArn },
    SourceIdentity,
  };
}

function notTrusted({ caller }: Call, role: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${caller.userArn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    403,
  );
}

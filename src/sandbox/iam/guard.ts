import type { Guard } from '../control/recording-door';
import { loadKey } from '../load/load-key';
import { AwsError, type Call } from '../wire/operation';
import { decide, type Permission } from './decision';
import { permissionsOf } from './permissions';
import type { Policy } from './policy';

/** Refuses every call of which the policy does not allow all that it needs. */
export function createPolicyGuard(policy: Policy): Guard {
  return (call) => {
    if (call.caller.accessKeyId === loadKey(call.caller.account)) return;
    for (const permission of permissionsOf(call)) {
      const decision = decide(policy, permission);
      if (decision !== 'allowed') throw accessDenied(call, permission, decision === 'denied');
    }
  };
}

function accessDenied(
  { service, caller }: Call,
  { action, resource }: Permission,
  isExplicit: boolean,
): AwsError {
  // S3 is the one that puts the resource into quotes; an action without resources has none to show.
  const shown = service === 's3' ? `"${resource}"` : resource;
  const on = resource === '*' ? '' : ` on resource: ${shown}`;
  const why = isExplicit
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${action} action`;
  const message = `User: ${caller.userArn} is not authorized to perform: ${action}${on} ${why}`;
  const [code, status] = forms[service] ?? (['AccessDeniedException', 400] as const);
  return new AwsError(code, message, status);
}

/** Services with an error name or a status of their own. */
const forms: Readonly<Record<string, readonly [string, number]>> = {
  monitoring: ['AccessDenied', 403],
  s3: ['AccessDenied', 403],
  sts: ['AccessDenied', 403],
  'sagemaker-runtime': ['AccessDeniedException', 403],
};

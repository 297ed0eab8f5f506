import type { Call } from '../wire/operation';
import type { RequestContext } from './condition';
import type { Permission } from './decision';
import { contextOf } from './request-context';
import { resourcesOf } from './resources';
import { s3Permission } from './s3-permission';

/** IAM's name of each service of the sandbox. */
const prefixes: Readonly<Record<string, string>> = {
  sagemaker: 'sagemaker',
  'sagemaker-runtime': 'sagemaker',
  monitoring: 'cloudwatch',
  ecr: 'ecr',
  'application-autoscaling': 'application-autoscaling',
};

/**
 * Everything a call needs leave for, by the Service Authorization Reference: the action on each of its
 * resources, and the actions it depends on. STS's GetCallerIdentity needs none.
 */
export function permissionsOf(call: Call): readonly Permission[] {
  const context = contextOf(call);
  if (call.service === 'sts') return assuming(call, context);
  if (call.service === 's3') return [{ ...s3Permission(call), context }];
  const prefix = Object.hasOwn(prefixes, call.service) ? prefixes[call.service] : undefined;
  if (prefix === undefined) return [];
  const action = `${prefix}:${call.operation}`;
  const own = resourcesOf(call).map((resource) => ({ action, resource, context }));
  return [...own, ...tagging(call, context), ...passing(call, context)];
}

function assuming({ operation, input }: Call, context: RequestContext): readonly Permission[] {
  if (operation !== 'AssumeRole' || typeof input.RoleArn !== 'string') return [];
  return [{ action: 'sts:AssumeRole', resource: input.RoleArn, context }];
}

/** A call that creates something with tags must be allowed to tag it. */
function tagging(call: Call, context: RequestContext): readonly Permission[] {
  const { service, operation, input } = call;
  if (!Array.isArray(input.Tags) || input.Tags.length === 0) return [];
  const resource = resourcesOf(call)[0] ?? '*';
  if (service === 'sagemaker' && operation.startsWith('Create')) {
    return [{ action: 'sagemaker:AddTags', resource, context }];
  }
  if (service === 'monitoring' && /^Put\w+Alarm$/.test(operation)) {
    return [{ action: 'cloudwatch:TagResource', resource, context }];
  }
  return [];
}

/** Giving a role to a service is a right of its own. */
function passing({ service, input }: Call, context: RequestContext): readonly Permission[] {
  const { ExecutionRoleArn: role } = input;
  if (service !== 'sagemaker' || typeof role !== 'string') return [];
  const passed = { ...context, 'iam:passedtoservice': 'sagemaker.amazonaws.com' };
  return [{ action: 'iam:PassRole', resource: role, context: passed }];
}

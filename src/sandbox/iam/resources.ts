import { arnOf, versionsOf, type ResourceKind } from '../sagemaker/names';
import type { Call } from '../wire/operation';

/** The ARNs an operation acts on, by the Service Authorization Reference; `*` where it knows none. */
export function resourcesOf(call: Call): readonly string[] {
  switch (call.service) {
    case 'sagemaker':
    case 'sagemaker-runtime':
      return ofSageMaker(call);
    case 'monitoring':
      return ofCloudWatch(call);
    case 'ecr': {
      const { account, region } = call.caller;
      return [`arn:aws:ecr:${region}:${account}:repository/${text(call.input.repositoryName)}`];
    }
    default:
      return ['*'];
  }
}

/** Members of the input that name a resource each; an update of an endpoint needs its config too. */
const kinds: Readonly<Record<string, readonly (readonly [string, ResourceKind])[]>> = {
  Model: [['ModelName', 'model']],
  EndpointConfig: [['EndpointConfigName', 'endpoint-config']],
  Endpoint: [['EndpointName', 'endpoint']],
  ModelPackageGroup: [['ModelPackageGroupName', 'model-package-group']],
};

function ofSageMaker(call: Call): readonly string[] {
  const { operation, input } = call;
  if (/^(Add|List|Delete)Tags$/.test(operation)) return [text(input.ResourceArn)];
  if (/^(Create|Describe|Update|Delete)ModelPackage$/.test(operation)) return [packageArn(call)];
  if (operation.startsWith('List')) return ['*'];
  const subject = operation
    .replace(/^(Create|Describe|Get|Put|Update|Delete|Invoke)/, '')
    .replace(/(WeightsAndCapacities|Policy)$/, '');
  const members = Object.hasOwn(kinds, subject) ? kinds[subject]! : [];
  const deploys = operation === 'CreateEndpoint' || operation === 'UpdateEndpoint';
  const all = deploys ? [...members, ...kinds.EndpointConfig!] : members;
  if (all.length === 0) return ['*'];
  return all.map(([member, kind]) => arnOfNamed(call, kind, text(input[member])));
}

/** A group of another account is named by its ARN. */
const arnOfNamed = ({ caller }: Call, kind: ResourceKind, name: string): string =>
  name.startsWith('arn:') ? name : arnOf(caller, kind, name);

function packageArn({ input, caller }: Call): string {
  const given = text(input.ModelPackageArn ?? input.ModelPackageName);
  if (given.startsWith('arn:')) return given;
  const group = text(input.ModelPackageGroupName);
  if (given === '' && group.startsWith('arn:')) return versionsOf(group);
  const name = given === '' ? `${group}/*` : given;
  return `arn:aws:sagemaker:${caller.region}:${caller.account}:model-package/${name}`;
}

/** Operations of CloudWatch that act on no alarm have no resources at all. */
function ofCloudWatch({ operation, input, caller }: Call): readonly string[] {
  if (/Resource$/.test(operation)) return [text(input.ResourceARN)];
  if (!/Alarm/.test(operation)) return ['*'];
  const arn = (name: string): string =>
    `arn:aws:cloudwatch:${caller.region}:${caller.account}:alarm:${name}`;
  // Whatever names it is asked for, DescribeAlarms needs leave for all alarms.
  if (operation === 'DescribeAlarms') return [arn('*')];
  if (typeof input.AlarmName === 'string') return [arn(input.AlarmName)];
  const names = Array.isArray(input.AlarmNames) ? input.AlarmNames : [];
  return names.length === 0 ? [arn('*')] : names.map((name) => arn(text(name)));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

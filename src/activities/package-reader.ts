import {
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  type ListModelPackagesCommandOutput,
  type ModelPackageSummary,
} from '@aws-sdk/client-sagemaker';
import type { JsonObject } from '../release/canonical';
import type { PackageFacts } from '../release/facts';
import { numberAt, objectAt, objectsAt, textAt } from '../release/json-access';
import type { ModelReference } from '../release/spec';
import type { AwsClients } from './aws/clients';
import { droppedMembers } from './aws/dropped-members';
import { failing } from './aws/failure-mapping';
import { failureOf } from './aws/failure-of';
import { describeRaw } from './aws/raw-answer';

/** Where a group's packages live: the endpoint's own partition, region and account. */
export interface Home {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The ARN a spec's reference means now; `latest` and `approved` go by creation time, newest first. */
export async function packageArn(
  clients: AwsClients,
  home: Home,
  model: ModelReference,
): Promise<string> {
  if ('package' in model) return model.package;
  const { group, version } = model;
  if (typeof version === 'number') return `${groupPath(home, group)}/${version}`;
  const approved = version === 'approved';
  const [newest] = await failing(`find the newest version of ${group}`, () =>
    newestPackages(clients, group, { limit: 1, approved }),
  );
  if (newest?.ModelPackageArn !== undefined) return newest.ModelPackageArn;
  const what = approved ? 'no approved version' : 'no version';
  throw failureOf(
    'NotFound',
    `model package group ${group} has ${what} in ${home.account}, ${home.region}. Register or approve one, or name a version.`,
  );
}

/** The newest packages of a group; a filter may leave pages empty, so pages are followed, but not for ever. */
export async function newestPackages(
  { sagemaker }: AwsClients,
  group: string,
  { limit, approved }: { readonly limit: number; readonly approved: boolean },
): Promise<ModelPackageSummary[]> {
  const found: ModelPackageSummary[] = [];
  let token: string | undefined;
  for (let page = 0; page < 20; page++) {
    const answer: ListModelPackagesCommandOutput = await sagemaker.send(
      new ListModelPackagesCommand({
        ModelPackageGroupName: group,
        ...(approved && { ModelApprovalStatus: 'Approved' }),
        // AWS's default is the oldest first.
        SortBy: 'CreationTime',
        SortOrder: 'Descending',
        MaxResults: limit,
        NextToken: token,
      }),
    );
    found.push(...(answer.ModelPackageSummaryList ?? []));
    token = answer.NextToken;
    if (found.length >= limit || !token) break;
  }
  return found.slice(0, limit);
}

/** One package, with the paths of its inference specification that the SDK would lose. */
export function readPackage(
  { sagemaker }: AwsClients,
  arn: string,
): Promise<{ readonly facts: PackageFacts; readonly unknownMembers: readonly string[] }> {
  return failing(`read model package ${arn}`, async () => {
    const command = new DescribeModelPackageCommand({ ModelPackageName: arn });
    const { output, raw } = await describeRaw(command, () => sagemaker.send(command));
    const specification = objectAt(raw, 'InferenceSpecification');
    const facts = factsOf(output.ModelPackageArn ?? arn, raw, specification);
    const path = `${facts.version} InferenceSpecification`;
    return {
      facts,
      unknownMembers: droppedMembers(path, specification, output.InferenceSpecification),
    };
  });
}

/** `fraud/2` of …:model-package/fraud/2. */
export function versionOf(arn: string): string {
  return arn.replace(/^.*:model-package\//, '');
}

function factsOf(arn: string, raw: JsonObject, specification: JsonObject): PackageFacts {
  const types = specification.SupportedRealtimeInferenceInstanceTypes;
  return {
    arn,
    version: versionOf(arn),
    group: textAt(raw, 'ModelPackageGroupName'),
    number: numberAt(raw, 'ModelPackageVersion'),
    approvalStatus: textAt(raw, 'ModelApprovalStatus') ?? 'none',
    status: textAt(raw, 'ModelPackageStatus') ?? 'unknown',
    registrationType: textAt(raw, 'ModelPackageRegistrationType'),
    containers: objectsAt(specification, 'Containers'),
    instanceTypes: Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [],
    lineage: lineageOf(raw),
  };
}

/** Registration's own record, and what the team wrote beside it; our own notes are no lineage. */
function lineageOf(raw: JsonObject): Record<string, string> {
  const members = [
    ...Object.entries(objectAt(raw, 'MetadataProperties')),
    ...Object.entries(objectAt(raw, 'CustomerMetadataProperties')),
  ];
  return Object.fromEntries(
    members.filter(
      (member): member is [string, string] =>
        typeof member[1] === 'string' && member[1] !== '' && !member[0].startsWith('slipway'),
    ),
  );
}

function groupPath({ partition, region, account }: Home, group: string): string {
  if (group.startsWith('arn:')) return group.replace(':model-package-group/', ':model-package/');
  return `arn:${partition}:sagemaker:${region}:${account}:model-package/${group}`;
}

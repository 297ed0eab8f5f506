import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { Checked } from '../service-model/checked';
import { AwsError } from '../wire/operation';
import type { Scaling } from './scaling';
import type { Target } from './target';
import { keyOf } from './target-id';

const mostTags = 50;

/** Tags of a target, a map on the wire and not a list as elsewhere; throws TooManyTagsException. */
export function readTags(
  tags: Readonly<Record<string, string>>,
  existing: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const all = new Map([...existing, ...Object.entries(tags)]);
  if (all.size <= mostTags) return all;
  throw new AwsError('TooManyTagsException', `${all.size} tags exceed the limit of ${mostTags}.`);
}

export function tagResource(scaling: Scaling, { ResourceARN, Tags }: Checked<TagResourceRequest>) {
  const target = mustTarget(scaling, ResourceARN);
  scaling.targets.set(keyOf(target), { ...target, tags: readTags(Tags, target.tags) });
  return {};
}

export function untagResource(
  scaling: Scaling,
  { ResourceARN, TagKeys }: Checked<UntagResourceRequest>,
) {
  const target = mustTarget(scaling, ResourceARN);
  const tags = new Map([...target.tags].filter(([key]) => !TagKeys.includes(key)));
  scaling.targets.set(keyOf(target), { ...target, tags });
  return {};
}

export function listTagsForResource(
  scaling: Scaling,
  { ResourceARN }: Checked<ListTagsForResourceRequest>,
) {
  return { Tags: Object.fromEntries(mustTarget(scaling, ResourceARN).tags) };
}

function mustTarget({ targets }: Scaling, resourceArn: string): Target {
  const target = [...targets.values()].find((target) => target.ScalableTargetARN === resourceArn);
  if (target !== undefined) return target;
  throw new AwsError('ResourceNotFoundException', `No scalable target has the ARN ${resourceArn}.`);
}

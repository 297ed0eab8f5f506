import { z } from 'zod';
import { AwsError } from '../wire/operation';
import { readInput } from '../wire/read-input';
import type { Scaling } from './scaling';
import type { Target } from './target';
import { keyOf } from './target-id';

/** A map on the wire, not a list as elsewhere. */
export const tagsSchema = z.record(z.string().min(1).max(128), z.string().max(256));

const arn = z.object({ ResourceARN: z.string().min(1).max(1011) });
const tagSchema = arn.extend({ Tags: tagsSchema });
const untagSchema = arn.extend({ TagKeys: z.array(z.string()).max(200) });

const mostTags = 50;

/** Tags of a target; throws TooManyTagsException. */
export function readTags(
  tags: Readonly<Record<string, string>>,
  existing: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const all = new Map([...existing, ...Object.entries(tags)]);
  if (all.size <= mostTags) return all;
  throw new AwsError('TooManyTagsException', `${all.size} tags exceed the limit of ${mostTags}.`);
}

export function tagResource(scaling: Scaling, input: unknown) {
  const { ResourceARN, Tags } = readInput(tagSchema, input, 'ValidationException');
  const target = mustTarget(scaling, ResourceARN);
  scaling.targets.set(keyOf(target), { ...target, tags: readTags(Tags, target.tags) });
  return {};
}

export function untagResource(scaling: Scaling, input: unknown) {
  const { ResourceARN, TagKeys } = readInput(untagSchema, input, 'ValidationException');
  const target = mustTarget(scaling, ResourceARN);
  const tags = new Map([...target.tags].filter(([key]) => !TagKeys.includes(key)));
  scaling.targets.set(keyOf(target), { ...target, tags });
  return {};
}

export function listTagsForResource(scaling: Scaling, input: unknown) {
  const { ResourceARN } = readInput(arn, input, 'ValidationException');
  return { Tags: Object.fromEntries(mustTarget(scaling, ResourceARN).tags) };
}

function mustTarget({ targets }: Scaling, resourceArn: string): Target {
  const target = [...targets.values()].find((target) => target.ScalableTargetARN === resourceArn);
  if (target !== undefined) return target;
  throw new AwsError('ResourceNotFoundException', `No scalable target has the ARN ${resourceArn}.`);
}

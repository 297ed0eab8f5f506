import { z } from 'zod';
import { AwsError } from '../wire/operation';
import type { Alarms } from './alarms';
import { alarmName } from './composite-alarm';
import { list, readInput, text } from './input';

const tag = z.object({ Key: text.min(1).max(128), Value: text.max(256) });
const arnOnly = z.object({ ResourceARN: text });

export type Tags = Map<string, string>;

/** Tags of alarms by ARN; TagResource and its siblings know no other resource. */
export class AlarmTags {
  readonly #byArn = new Map<string, Tags>();

  constructor(private readonly alarms: Alarms) {}

  /** A new alarm starts with its own tags only, also where one of its name was deleted before. */
  replace(arn: string, tags: readonly { readonly Key: string; readonly Value: string }[]): void {
    this.#byArn.set(arn, new Map(tags.map(({ Key, Value }) => [Key, Value])));
  }

  snapshot(): ReadonlyMap<string, Tags> {
    return this.#byArn;
  }

  restore(tags: ReadonlyMap<string, Tags>): void {
    for (const [arn, own] of tags) this.#byArn.set(arn, own);
  }

  tagResource(input: unknown): void {
    const { ResourceARN, Tags } = readInput(arnOnly.extend({ Tags: list(tag) }), input);
    const tags = this.#must(ResourceARN);
    for (const { Key, Value } of Tags) tags.set(Key, Value);
  }

  untagResource(input: unknown): void {
    const { ResourceARN, TagKeys } = readInput(arnOnly.extend({ TagKeys: list(text) }), input);
    const tags = this.#must(ResourceARN);
    for (const key of TagKeys) tags.delete(key);
  }

  listTagsForResource(input: unknown) {
    const tags = this.#must(readInput(arnOnly, input).ResourceARN);
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  }

  #must(arn: string): Tags {
    const tags = this.#byArn.get(arn);
    if (tags !== undefined && this.alarms.get(alarmName(arn))?.arn === arn) return tags;
    throw new AwsError('ResourceNotFoundException', `${arn} does not exist.`, 404);
  }
}

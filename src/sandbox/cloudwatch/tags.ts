import type {
  ListTagsForResourceInput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { AwsError } from '../wire/operation';
import type { Alarms } from './alarms';
import { alarmName } from './composite-alarm';

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

  tagResource({ ResourceARN, Tags }: Checked<TagResourceInput>): void {
    const tags = this.#must(ResourceARN);
    for (const { Key, Value } of Tags) tags.set(Key, Value);
  }

  untagResource({ ResourceARN, TagKeys }: Checked<UntagResourceInput>): void {
    const tags = this.#must(ResourceARN);
    for (const key of TagKeys) tags.delete(key);
  }

  listTagsForResource({ ResourceARN }: Checked<ListTagsForResourceInput>) {
    const tags = this.#must(ResourceARN);
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  }

  #must(arn: string): Tags {
    const tags = this.#byArn.get(arn);
    if (tags !== undefined && this.alarms.get(alarmName(arn))?.arn === arn) return tags;
    throw new AwsError('ResourceNotFoundException', `${arn} does not exist.`, 404);
  }
}

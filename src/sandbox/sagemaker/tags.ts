import type {
  AddTagsInput,
  AddTagsOutput,
  DeleteTagsInput,
  DeleteTagsOutput,
  ListTagsInput,
  ListTagsOutput,
  Tag,
} from '@aws-sdk/client-sagemaker';
import type { Checked } from '../service-model/checked';
import { invalid } from './names';

const mostTags = 50;

/** Tags of every taggable resource, by ARN. */
export class Tags {
  readonly #tags = new Map<string, ReadonlyMap<string, string>>();

  /** Starts a resource with its tags; throws ValidationException for tags that AWS refuses. */
  create(arn: string, tags: readonly Tag[] = []): void {
    this.#tags.set(arn, merged(new Map(), tags));
  }

  remove(arn: string): void {
    this.#tags.delete(arn);
  }

  snapshot(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return this.#tags;
  }

  restore(tags: ReadonlyMap<string, ReadonlyMap<string, string>>): void {
    for (const [arn, own] of tags) this.#tags.set(arn, own);
  }

  /** Checks tags before the resource they are for is made. */
  check(tags: readonly Tag[] = []): void {
    merged(new Map(), tags);
  }

  addTags({ ResourceArn, Tags }: Checked<AddTagsInput>): AddTagsOutput {
    const tags = merged(this.#must(ResourceArn), Tags);
    this.#tags.set(ResourceArn, tags);
    return { Tags: written(tags) };
  }

  listTags({ ResourceArn }: Checked<ListTagsInput>): ListTagsOutput {
    return { Tags: written(this.#must(ResourceArn)) };
  }

  deleteTags({ ResourceArn, TagKeys }: Checked<DeleteTagsInput>): DeleteTagsOutput {
    const kept = [...this.#must(ResourceArn)].filter(([key]) => !TagKeys.includes(key));
    this.#tags.set(ResourceArn, new Map(kept));
    return {};
  }

  #must(arn: string): ReadonlyMap<string, string> {
    const tags = this.#tags.get(arn);
    if (tags !== undefined) return tags;
    throw invalid('Resource does not exist.');
  }
}

function merged(
  existing: ReadonlyMap<string, string>,
  tags: readonly Tag[],
): ReadonlyMap<string, string> {
  const all = new Map(existing);
  for (const { Key = '', Value = '' } of tags) {
    if (/^aws:/i.test(Key)) {
      throw invalid(`The tag key "${Key}" is not valid: keys that start with aws: belong to AWS.`);
    }
    all.set(Key, Value);
  }
  if (all.size > mostTags) throw invalid(`${all.size} tags exceed the limit of ${mostTags}.`);
  return all;
}

const written = (tags: ReadonlyMap<string, string>): Tag[] =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));

import { firstAccount } from '../account/account-id';
import { AwsError } from '../wire/operation';

export interface Image {
  readonly digest: string;
  readonly tags: readonly string[];
  /** ms */
  readonly pushedAt: number;
  readonly sizeInBytes: number;
}

/** Either member names an image; a digest wins where both are given. */
export interface ImageReference {
  readonly imageDigest?: string | undefined;
  readonly imageTag?: string | undefined;
}

/** The private image registry of one account. */
export class Registry {
  readonly #repositories = new Map<string, Map<string, Image>>();

  constructor(
    private readonly clock: { now(): number } = Date,
    readonly account = firstAccount,
  ) {}

  /** For a seed: adds an image, and moves its tags from whatever image had them. */
  push(
    repository: string,
    image: {
      readonly digest: string;
      readonly tags: readonly string[];
      readonly sizeInBytes?: number;
    },
  ): void {
    const images = this.#repositories.get(repository) ?? new Map<string, Image>();
    this.#repositories.set(repository, images);
    for (const old of [...images.values()]) {
      const tags = old.tags.filter((tag) => !image.tags.includes(tag));
      images.set(old.digest, { ...old, tags });
    }
    const { digest, tags, sizeInBytes = 0 } = image;
    images.set(digest, { digest, tags, sizeInBytes, pushedAt: this.clock.now() });
  }

  /** Images by repository and digest. */
  snapshot(): ReadonlyMap<string, Map<string, Image>> {
    return this.#repositories;
  }

  restore(repositories: ReadonlyMap<string, Map<string, Image>>): void {
    for (const [name, images] of repositories) this.#repositories.set(name, images);
  }

  /** All images of a repository; RepositoryNotFoundException when it does not exist. */
  images(repository: string): readonly Image[] {
    return [...this.#images(repository).values()];
  }

  /** One image, undefined when the repository does not have it. */
  find(repository: string, reference: ImageReference): Image | undefined {
    const images = this.#images(repository);
    if (reference.imageDigest !== undefined) return images.get(reference.imageDigest);
    const tag = reference.imageTag;
    return [...images.values()].find(({ tags }) => tag !== undefined && tags.includes(tag));
  }

  /** Removes one image with all its tags; false where there is none. */
  remove(repository: string, reference: ImageReference): boolean {
    const image = this.find(repository, reference);
    return image !== undefined && this.#images(repository).delete(image.digest);
  }

  #images(repository: string): Map<string, Image> {
    const images = this.#repositories.get(repository);
    if (images !== undefined) return images;
    throw new AwsError(
      'RepositoryNotFoundException',
      `The repository with name '${repository}' does not exist in the registry.`,
    );
  }
}

import type { Registry } from '../ecr/registry';
import { AwsError } from '../wire/operation';

/** An image as a container names it; `registry.example/name:tag@sha256:…`. */
interface ImageReference {
  readonly account: string | undefined;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * The digest a reference stands for now: as written, else by its tag. Undefined for an image of
 * another account's registry that is named by tag, which the sandbox cannot look into.
 * Throws ValidationException for an image that our own registry does not have.
 */
export function resolveDigest(registry: Registry, image: string): string | undefined {
  const { account, repository, tag = 'latest', digest } = parse(image);
  if (account !== registry.account) return digest;
  try {
    const found = registry.find(repository, { imageDigest: digest, imageTag: tag });
    if (found !== undefined) return found.digest;
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
  }
  throw new AwsError('ValidationException', `Requested image ${image} not found.`);
}

/** `repository@sha256:…` of an image once its digest is known. */
export function withDigest(image: string, digest: string): string {
  const [path = image] = image.split('@');
  const slash = path.lastIndexOf('/');
  const colon = path.indexOf(':', slash + 1);
  return `${colon < 0 ? path : path.slice(0, colon)}@${digest}`;
}

function parse(image: string): ImageReference {
  const [path = image, digest] = image.split('@');
  const slash = path.lastIndexOf('/');
  const colon = path.indexOf(':', slash + 1);
  const named = colon < 0 ? path : path.slice(0, colon);
  const host = /^(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\//.exec(named);
  return {
    account: host?.[1],
    repository: host === null ? named : named.slice(host[0].length),
    tag: colon < 0 ? undefined : path.slice(colon + 1),
    digest,
  };
}

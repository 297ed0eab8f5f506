import { header, type WireRequest } from './exchange';

export interface S3Target {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  /** `NotServed` when the request asks for a subresource or a method the sandbox does not have. */
  readonly operation: string;
}

/** Parameters that change an answer but not the operation; any other one names a subresource. */
const plainParameters = new Set([
  ...['x-id', 'versionId', 'list-type', 'prefix', 'delimiter', 'max-keys', 'continuation-token'],
  ...['start-after', 'encoding-type', 'fetch-owner', 'marker', 'key-marker', 'version-id-marker'],
]);

const subresources = new Set(['versioning', 'versions', 'location', 'delete', 'policy']);

const operations: Readonly<Record<string, string>> = {
  'GET /': 'ListBuckets',
  'PUT bucket': 'CreateBucket',
  'DELETE bucket': 'DeleteBucket',
  'HEAD bucket': 'HeadBucket',
  'GET bucket': 'ListObjects',
  'POST bucket delete': 'DeleteObjects',
  'GET bucket list-type': 'ListObjectsV2',
  'GET bucket location': 'GetBucketLocation',
  'GET bucket versions': 'ListObjectVersions',
  'GET bucket policy': 'GetBucketPolicy',
  'PUT bucket policy': 'PutBucketPolicy',
  'DELETE bucket policy': 'DeleteBucketPolicy',
  'GET bucket versioning': 'GetBucketVersioning',
  'PUT bucket versioning': 'PutBucketVersioning',
  'PUT key': 'PutObject',
  'GET key': 'GetObject',
  'HEAD key': 'HeadObject',
  'DELETE key': 'DeleteObject',
};

/** Names bucket, key and operation of an S3 request, path-style or virtual-host style. */
export function s3Target(request: WireRequest): S3Target {
  const [bucket, key] = address(request);
  const level = bucket === undefined ? '/' : key === undefined ? 'bucket' : 'key';
  const parameters = [...request.url.searchParams.keys()];
  const special = parameters.find((name) => subresources.has(name));
  const listing = level === 'bucket' && parameters.includes('list-type') ? 'list-type' : undefined;
  const name = [request.method, level, special ?? listing].filter(Boolean).join(' ');
  const isForeign = parameters.some(
    (parameter) =>
      !plainParameters.has(parameter) &&
      !subresources.has(parameter) &&
      !/^(x-amz-|response-)/i.test(parameter),
  );
  const isCopy = header(request, 'x-amz-copy-source') !== undefined;
  const known = !isForeign && !isCopy && Object.hasOwn(operations, name);
  return { bucket, key, operation: known ? operations[name]! : 'NotServed' };
}

function address(request: WireRequest): readonly [string | undefined, string | undefined] {
  const path = decodePath(request.url.pathname.slice(1));
  const host = (header(request, 'host') ?? '').replace(/:\d+$/, '');
  const virtual = /^(.+?)\.(?:s3(?:[.-].*)?|localhost|127\.0\.0\.1)$/.exec(host)?.[1];
  if (virtual !== undefined) return [virtual, path === '' ? undefined : path];
  const slash = path.indexOf('/');
  const bucket = slash < 0 ? path : path.slice(0, slash);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  return [bucket === '' ? undefined : bucket, key === '' ? undefined : key];
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

import { decodeChunked } from './aws-chunked';
import { header, type WireRequest } from './exchange';
import type { S3Target } from './s3-route';
import { xmlText } from './xml';

const headerMembers: Readonly<Record<string, string>> = {
  'content-type': 'ContentType',
  'if-none-match': 'IfNoneMatch',
  'if-match': 'IfMatch',
  'x-amz-bucket-object-lock-enabled': 'ObjectLockEnabledForBucket',
  'x-amz-checksum-crc32': 'ChecksumCRC32',
  'x-amz-checksum-crc32c': 'ChecksumCRC32C',
  'x-amz-checksum-crc64nvme': 'ChecksumCRC64NVME',
  'x-amz-checksum-mode': 'ChecksumMode',
  'x-amz-checksum-sha1': 'ChecksumSHA1',
  'x-amz-checksum-sha256': 'ChecksumSHA256',
  'x-amz-object-lock-legal-hold': 'ObjectLockLegalHoldStatus',
  'x-amz-object-lock-mode': 'ObjectLockMode',
  'x-amz-object-lock-retain-until-date': 'ObjectLockRetainUntilDate',
};

const queryMembers: Readonly<Record<string, string>> = {
  versionId: 'VersionId',
  prefix: 'Prefix',
  delimiter: 'Delimiter',
  'max-keys': 'MaxKeys',
  'continuation-token': 'ContinuationToken',
  'start-after': 'StartAfter',
  marker: 'Marker',
  'key-marker': 'KeyMarker',
  'version-id-marker': 'VersionIdMarker',
};

/** Gathers path, query, headers and body of an S3 request under the names of the SDK's input. */
export function s3Input(request: WireRequest, target: S3Target): Record<string, unknown> {
  const { body, trailers } = isChunked(request)
    ? decodeChunked(request.body)
    : { body: request.body, trailers: {} };
  const headers: Readonly<Record<string, string | string[] | undefined>> = {
    ...request.headers,
    ...trailers,
  };
  return {
    Bucket: target.bucket,
    Key: target.key,
    ...members(headerMembers, (name) => headers[name]?.toString()),
    ...members(queryMembers, (name) => request.url.searchParams.get(name) ?? undefined),
    ...metadata(request),
    ...(target.operation === 'PutObject' ? { Body: body } : {}),
    ...(target.operation === 'PutBucketPolicy' ? { Policy: body.toString('utf8') } : {}),
    ...(target.operation === 'DeleteObjects' ? deletions(body.toString('utf8')) : {}),
    ...(target.operation === 'CreateBucket'
      ? { LocationConstraint: xmlText(body.toString('utf8'), 'LocationConstraint') }
      : {}),
    ...(target.operation === 'PutBucketVersioning'
      ? { Status: xmlText(body.toString('utf8'), 'Status') }
      : {}),
  };
}

/** What the document of DeleteObjects names. */
function deletions(document: string): Record<string, unknown> {
  const objects = [...document.matchAll(/<Object>(.*?)<\/Object>/gs)].map(([, object = '']) => ({
    Key: xmlText(object, 'Key'),
    VersionId: xmlText(object, 'VersionId'),
  }));
  return { Objects: objects, Quiet: xmlText(document, 'Quiet') === 'true' };
}

function isChunked(request: WireRequest): boolean {
  const encoding = header(request, 'content-encoding') ?? '';
  const digest = header(request, 'x-amz-content-sha256') ?? '';
  return encoding.includes('aws-chunked') || digest.startsWith('STREAMING-');
}

function members(
  names: Readonly<Record<string, string>>,
  read: (name: string) => string | undefined,
): Record<string, string> {
  const found = Object.entries(names).flatMap(([name, member]) => {
    const value = read(name);
    return value === undefined ? [] : [[member, value] as const];
  });
  return Object.fromEntries(found);
}

function metadata(request: WireRequest): Record<string, unknown> {
  const prefix = 'x-amz-meta-';
  const names = Object.keys(request.headers).filter((name) => name.startsWith(prefix));
  if (names.length === 0) return {};
  const entries = names.map((name) => [name.slice(prefix.length), header(request, name)]);
  return { Metadata: Object.fromEntries(entries) as Record<string, string> };
}

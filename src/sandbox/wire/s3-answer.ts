import { isRecord, type Reply } from './exchange';
import { escapeXml, xmlElement } from './xml';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Operations that answer with a document, and the name of its root. */
const documents: Readonly<Record<string, string>> = {
  DeleteObjects: 'DeleteResult',
  GetBucketLocation: 'LocationConstraint',
  GetBucketVersioning: 'VersioningConfiguration',
  ListBuckets: 'ListAllMyBucketsResult',
  ListObjectVersions: 'ListVersionsResult',
  ListObjects: 'ListBucketResult',
  ListObjectsV2: 'ListBucketResult',
};

/** Operations whose success is 204. */
const withoutContent = new Set([
  ...['DeleteObject', 'DeleteBucket', 'DeleteBucketPolicy', 'PutBucketPolicy'],
]);

const memberHeaders: Readonly<Record<string, string>> = {
  BucketRegion: 'x-amz-bucket-region',
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC32C: 'x-amz-checksum-crc32c',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumSHA256: 'x-amz-checksum-sha256',
  ChecksumType: 'x-amz-checksum-type',
  ContentLength: 'content-length',
  ContentType: 'content-type',
  DeleteMarker: 'x-amz-delete-marker',
  ETag: 'etag',
  LastModified: 'last-modified',
  Location: 'location',
  ObjectLockLegalHoldStatus: 'x-amz-object-lock-legal-hold',
  ObjectLockMode: 'x-amz-object-lock-mode',
  ObjectLockRetainUntilDate: 'x-amz-object-lock-retain-until-date',
  VersionId: 'x-amz-version-id',
};

/** Writes an S3 output: as a document, or as headers around the object's bytes. */
export function s3Answer(operation: string, output: unknown, requestId: string): Reply {
  const value = isRecord(output) ? output : {};
  const root = Object.hasOwn(documents, operation) ? documents[operation] : undefined;
  const identity = { 'x-amz-request-id': requestId, 'x-amzn-requestid': requestId };
  if (root !== undefined) {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content(root, value)}</${root}>`;
    return { status: 200, headers: { 'content-type': 'application/xml', ...identity }, body };
  }
  const body = Buffer.isBuffer(value.Body) ? value.Body : '';
  const status = withoutContent.has(operation) ? 204 : 200;
  return { status, headers: { ...headersOf(value), ...identity }, body };
}

/** A location is the text of its document, anything else has an element a member. */
function content(root: string, output: Readonly<Record<string, unknown>>): string {
  const text = output[root];
  if (typeof text === 'string') return escapeXml(text);
  return Object.entries(output)
    .map(([name, item]) => xmlElement(name, item, 'flat'))
    .join('');
}

function headersOf(output: Readonly<Record<string, unknown>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [member, name] of Object.entries(memberHeaders)) {
    const value = output[member];
    if (value instanceof Date) {
      headers[name] = member === 'LastModified' ? value.toUTCString() : value.toISOString();
    } else if (isPlain(value)) headers[name] = String(value);
  }
  const metadata = isRecord(output.Metadata) ? output.Metadata : {};
  for (const [name, value] of Object.entries(metadata)) {
    if (isPlain(value)) headers[`x-amz-meta-${name}`] = String(value);
  }
  return headers;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

import { AwsError } from '../wire/operation';
import { checksums as digests } from './checksum';
import type { ObjectAttributes, ObjectStore } from './object-store';

export interface PutObjectInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body: Buffer;
  readonly ContentType?: string;
  readonly IfNoneMatch?: string;
  readonly IfMatch?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly ObjectLockMode?: string;
  readonly ObjectLockRetainUntilDate?: string;
  readonly ObjectLockLegalHoldStatus?: string;
  readonly ChecksumCRC32?: string;
  readonly ChecksumCRC32C?: string;
  readonly ChecksumCRC64NVME?: string;
  readonly ChecksumSHA1?: string;
  readonly ChecksumSHA256?: string;
}

/** PutObject: keeps the checksum the caller sent and no other, as S3 does. */
export function putObject(store: ObjectStore, input: PutObjectInput) {
  const { Bucket, Key, Body } = input;
  checkConditions(store, input);
  const checksums = checksumsOf(input);
  const { etag, versionId } = store.write(Bucket, Key, Body, attributesOf(input, checksums));
  return {
    ETag: etag,
    VersionId: versionId === 'null' ? undefined : versionId,
    ...checksums,
    ...(Object.keys(checksums).length > 0 ? { ChecksumType: 'FULL_OBJECT' } : {}),
  };
}

function checkConditions(store: ObjectStore, input: PutObjectInput): void {
  const current = store.find(input.Bucket, input.Key);
  const exists = current !== undefined && !current.isDeleteMarker;
  const mustNotExist = input.IfNoneMatch === '*' && exists;
  const mustMatch = input.IfMatch !== undefined && (!exists || current.etag !== input.IfMatch);
  if (mustNotExist || mustMatch) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    throw new AwsError('PreconditionFailed', message, 412);
  }
}

function checksumsOf(input: PutObjectInput): Record<string, string> {
  const given = Object.entries(input).filter(
    (entry): entry is [string, string] => /^Checksum(CRC|SHA)/.test(entry[0]) && !!entry[1],
  );
  for (const [name, sent] of given) {
    const digest = Object.hasOwn(digests, name) ? digests[name] : undefined;
    if (digest !== undefined && digest(input.Body).toString('base64') !== sent) {
      const algorithm = name.replace('Checksum', '');
      throw new AwsError('BadDigest', `The ${algorithm} you specified did not match the body.`);
    }
  }
  return Object.fromEntries(given);
}

function attributesOf(
  input: PutObjectInput,
  checksums: Readonly<Record<string, string>>,
): ObjectAttributes {
  const { ObjectLockMode: mode, ObjectLockLegalHoldStatus: legalHold } = input;
  const until = input.ObjectLockRetainUntilDate;
  return {
    checksums,
    ...(input.ContentType === undefined ? {} : { contentType: input.ContentType }),
    ...(input.Metadata === undefined ? {} : { metadata: input.Metadata }),
    lock: {
      ...(mode === undefined ? {} : { mode }),
      ...(legalHold === undefined ? {} : { legalHold }),
      ...(until === undefined ? {} : { retainUntil: Date.parse(until) }),
    },
  };
}

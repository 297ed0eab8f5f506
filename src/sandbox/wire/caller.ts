import type { IncomingHttpHeaders } from 'node:http';
import { accountOfKey } from '../account/account-id';
import { AwsError, type Caller } from './operation';

/** What a request is signed with, and for. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  /** Of temporary credentials. */
  readonly sessionToken: string | undefined;
}

/**
 * Reads what is signed with from the SigV4 credential scope of the Authorization header or a presigned URL.
 * Undefined when the request is unsigned. The signature itself is not checked: the sandbox knows no
 * secret keys, listens on 127.0.0.1 only and guards nothing but simulated resources.
 * Throws AwsError IncompleteSignature when there is a credential that cannot be read.
 */
export function readCredential(headers: IncomingHttpHeaders, url: URL): Credential | undefined {
  const text = credentialText(headers.authorization, url);
  if (text === undefined) return undefined;
  const [accessKeyId, date, region, service, terminator] = text.split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request') {
    throw new AwsError(
      'IncompleteSignature',
      `Credential "${text}" must have the form KEY/DATE/REGION/SERVICE/aws4_request.`,
      403,
    );
  }
  const token = headers['x-amz-security-token'] ?? url.searchParams.get('X-Amz-Security-Token');
  return { accessKeyId, region, service, sessionToken: token?.toString() };
}

/** The user that a lasting key belongs to: every key is one's of the account that it names. */
export function userOf({ accessKeyId, region }: Credential): Caller {
  const account = accountOfKey(accessKeyId);
  return { accessKeyId, account, region, userArn: `arn:aws:iam::${account}:user/${accessKeyId}` };
}

function credentialText(authorization: string | undefined, url: URL): string | undefined {
  if (authorization === undefined) return url.searchParams.get('X-Amz-Credential') ?? undefined;
  checkForm(authorization);
  const match = /\bCredential=([^,\s]*)/.exec(authorization);
  return match?.[1] ?? '';
}

/** Says what AWS says of a header that is no signature of version 4, or half of one. */
function checkForm(authorization: string): void {
  const parameters = ['Credential', 'Signature', 'SignedHeaders'];
  const missing = parameters.filter((name) => !new RegExp(`\\b${name}=`).test(authorization));
  if (missing.length === 0 && authorization.startsWith('AWS4-HMAC-SHA256 ')) return;
  const reasons =
    missing.length === 0
      ? ['Authorization header must begin with AWS4-HMAC-SHA256.']
      : missing.map((name) => `Authorization header requires '${name}' parameter.`);
  throw new AwsError('IncompleteSignature', reasons.join(' '), 403);
}

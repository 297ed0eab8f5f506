import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ECRClient } from '@aws-sdk/client-ecr';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A lasting key of one of the sandbox's accounts. */
export const keysOf = (account: string): Keys => ({
  accessKeyId: `SANDBOX${account}`,
  secretAccessKey: 'secret',
});

/** The SDK's clients of one caller. */
export function clientsWith(endpoint: string, credentials: Keys) {
  const common = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
  return {
    sagemaker: new SageMakerClient(common),
    runtime: new SageMakerRuntimeClient(common),
    cloudwatch: new CloudWatchClient(common),
    ecr: new ECRClient(common),
    s3: new S3Client({ ...common, forcePathStyle: true }),
  };
}

export type Clients = ReturnType<typeof clientsWith>;

export function endClients(...all: readonly Clients[]): void {
  for (const clients of all) for (const client of Object.values(clients)) client.destroy();
}

/** What a call was refused with: name, text and status as the SDK shows them. */
export async function refusalOf(call: Promise<unknown>) {
  try {
    await call;
  } catch (cause) {
    const { name, message, $metadata } = cause as Error & {
      readonly $metadata: { readonly httpStatusCode?: number };
    };
    return { name, message, status: $metadata.httpStatusCode };
  }
  throw new Error('the call was not refused');
}

/** Calls STS by its query protocol; gives the status and the text of each element that the answer has. */
export async function callSts(
  endpoint: string,
  { accessKeyId, sessionToken }: Keys,
  parameters: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string | number>>> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261121/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-www-form-urlencoded',
      ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    },
    body: new URLSearchParams({ Version: '2011-06-15', ...parameters }).toString(),
  });
  const elements = (await answer.text()).matchAll(/<(\w+)>([^<]*)<\/\1>/g);
  const texts = [...elements].map(([, name = '', text = '']) => [name, text] as const);
  return { status: answer.status, ...Object.fromEntries(texts) };
}

/** Who STS says that a caller is. */
export async function identityOf(endpoint: string, keys: Keys) {
  return await callSts(endpoint, keys, { Action: 'GetCallerIdentity' });
}

/** A session of a role that somebody takes. */
export async function assumeRole(endpoint: string, keys: Keys, RoleArn: string) {
  const answer = await callSts(endpoint, keys, {
    Action: 'AssumeRole',
    RoleArn,
    RoleSessionName: 'test',
  });
  return {
    accessKeyId: String(answer.AccessKeyId),
    secretAccessKey: String(answer.SecretAccessKey),
    sessionToken: String(answer.SessionToken),
  };
}

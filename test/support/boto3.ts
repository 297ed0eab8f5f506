import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { tool } from './tools';
import type { RunningStack } from './world';

const script = path.join(__dirname, 'decide_in_registry.py');

/** A person with an AWS identity of their own, who decides in the Model Registry by boto3. */
export const registryUser = {
  key: 'AKIADANA000000000000',
  arn: 'arn:aws:iam::000000000000:user/AKIADANA000000000000',
} as const;

/** Changes a package's approval status from Python, against the stack's AWS. */
export async function decideByBoto3(
  { environment }: RunningStack,
  packageArn: string,
  status: 'Approved' | 'Rejected',
  description: string,
): Promise<void> {
  await promisify(execFile)(tool('python'), [script, packageArn, status, description], {
    env: { ...environment, AWS_ACCESS_KEY_ID: registryUser.key },
    timeout: 60_000,
  });
}

/** Runs a Python script against an AWS of ours; gives the JSON it printed. */
export async function runBoto3(
  file: string,
  args: readonly string[],
  aws: { readonly endpointUrl: string; readonly accessKeyId: string },
): Promise<unknown> {
  const { stdout } = await promisify(execFile)(tool('python'), [file, ...args], {
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: aws.endpointUrl,
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: aws.accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
    timeout: 180_000,
  });
  return JSON.parse(stdout) as unknown;
}

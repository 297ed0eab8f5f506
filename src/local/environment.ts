import { rename, writeFile } from 'node:fs/promises';
import type { AwsSandbox } from './aws-sandbox';
import type { TemporalServer } from './temporal-server';

const services = [
  'SAGEMAKER',
  'SAGEMAKER_RUNTIME',
  'CLOUDWATCH',
  'S3',
  'ECR',
  'APPLICATION_AUTO_SCALING',
  'STS',
];

/** What any AWS SDK and any Temporal tool needs to use the local stack instead of an account. */
export function stackEnvironment(
  temporal: Pick<TemporalServer, 'address' | 'uiUrl'>,
  sandbox: Pick<AwsSandbox, 'endpointUrl' | 'controlUrl' | 'log'>,
): Record<string, string> {
  const urls = services.map((service) => [`AWS_ENDPOINT_URL_${service}`, sandbox.endpointUrl]);
  return {
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_UI_URL: temporal.uiUrl,
    SLIPWAY_UI_URL: temporal.uiUrl,
    AWS_ENDPOINT_URL: sandbox.endpointUrl,
    ...(Object.fromEntries(urls) as Record<string, string>),
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIASANDBOX000000000',
    AWS_SECRET_ACCESS_KEY: 'sandbox-accepts-any-secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    SLIPWAY_SANDBOX_LOG: sandbox.log,
    SLIPWAY_SANDBOX_CONTROL: sandbox.controlUrl,
  };
}

/** Writes `KEY=value` lines; the file appears whole, so that a reader who waits for it can't see half of it. */
export async function writeEnvironment(
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries(environment).map(([key, value]) => `${key}=${value}\n`);
  await writeFile(`${file}.draft`, lines.join(''));
  await rename(`${file}.draft`, file);
}

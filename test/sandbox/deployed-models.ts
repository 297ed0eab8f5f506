import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  type DataCaptureConfig,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { WrittenArtifact } from '../../src/sandbox/models/behaviour';
import { settled, variant, type RunningSandbox } from './running-sandbox';

/** A model to deploy: by the artifact it loads, or by an image alone. */
export interface Deployed {
  readonly behaviour?: WrittenArtifact['behaviour'];
  readonly url?: string;
  readonly image?: string;
  readonly instances?: number;
  readonly isShadow?: boolean;
}

export function s3Of({ client }: RunningSandbox): S3Client {
  return new S3Client({ ...client, forcePathStyle: true });
}

/** Creates an endpoint with one variant for each model, by name, and waits until it serves or has failed. */
export async function deploy(
  sandbox: RunningSandbox,
  EndpointName: string,
  models: Readonly<Record<string, Deployed>>,
  DataCaptureConfig?: DataCaptureConfig,
) {
  await createConfigOf(sandbox, EndpointName, models, DataCaptureConfig);
  await sandbox.sagemaker.send(
    new CreateEndpointCommand({ EndpointName, EndpointConfigName: EndpointName }),
  );
  return await settled(sandbox, EndpointName);
}

/** Writes the artifacts, and creates the models and an endpoint config of that name. */
export async function createConfigOf(
  sandbox: RunningSandbox,
  EndpointConfigName: string,
  models: Readonly<Record<string, Deployed>>,
  DataCaptureConfig?: DataCaptureConfig,
): Promise<void> {
  const s3 = s3Of(sandbox);
  const Bucket = `artifacts-${EndpointConfigName}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const [name, { behaviour = {}, url, image }] of Object.entries(models)) {
    const artifact: WrittenArtifact = { version: `${name}/1`, behaviour, ...(url && { url }) };
    const Key = `${name}.json`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(artifact) }));
    await sandbox.sagemaker.send(
      new CreateModelCommand({
        ModelName: `${EndpointConfigName}-${name}`,
        PrimaryContainer:
          image === undefined
            ? { Image: 'example/model:1', ModelDataUrl: `s3://${Bucket}/${Key}` }
            : { Image: image },
        ExecutionRoleArn: 'arn:aws:iam::000000000000:role/test',
      }),
    );
  }
  s3.destroy();
  const variants = Object.entries(models).map(([name, { instances = 1, isShadow = false }]) => ({
    isShadow,
    variant: variant({
      VariantName: name,
      ModelName: `${EndpointConfigName}-${name}`,
      InitialInstanceCount: instances,
      RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' },
    }),
  }));
  const shadows = variants.filter(({ isShadow }) => isShadow);
  await sandbox.sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      ProductionVariants: variants.filter(({ isShadow }) => !isShadow).map((each) => each.variant),
      ...(shadows.length > 0 && {
        ShadowProductionVariants: shadows.map((each) => each.variant),
      }),
      ...(DataCaptureConfig && { DataCaptureConfig }),
    }),
  );
}

export interface Answered {
  /** 200, or what the container answered; 0 when it gave no answer. */
  readonly status: number;
  readonly body: string;
  readonly contentType: string | undefined;
  readonly ms: number;
}

/** Invokes a variant; errors of the model are answers here, others are thrown. */
export async function ask(
  { runtime }: RunningSandbox,
  EndpointName: string,
  over: Partial<ConstructorParameters<typeof InvokeEndpointCommand>[0]> = {},
): Promise<Answered> {
  const startedAt = performance.now();
  const ms = () => performance.now() - startedAt;
  try {
    const { Body, ContentType } = await runtime.send(
      new InvokeEndpointCommand({
        EndpointName,
        Body: '{"amount":12.5}',
        ContentType: 'application/json',
        ...over,
      }),
    );
    return { status: 200, body: Body.transformToString(), contentType: ContentType, ms: ms() };
  } catch (cause) {
    const error = cause as { OriginalStatusCode?: number; OriginalMessage?: string };
    if (error.OriginalStatusCode === undefined) throw cause;
    const body = error.OriginalMessage ?? '';
    return { status: error.OriginalStatusCode, body, contentType: undefined, ms: ms() };
  }
}

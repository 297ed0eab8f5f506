import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ECRClient } from '@aws-sdk/client-ecr';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

/** Every AWS client of a worker; a client is made when it is first used. */
export interface AwsClients {
  readonly sagemaker: SageMakerClient;
  readonly sagemakerMutations: SageMakerClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly cloudwatch: CloudWatchClient;
  readonly cloudwatchMutations: CloudWatchClient;
  readonly s3: S3Client;
  readonly ecr: ECRClient;
  readonly autoscaling: ApplicationAutoScalingClient;
  readonly autoscalingMutations: ApplicationAutoScalingClient;
}

export interface AwsClientOptions {
  readonly region?: string;
}

/** A mutation is sent once: Temporal is its only retrier, after a read-back. */
const once = { maxAttempts: 1 } as const;
const reads = { maxAttempts: 3 } as const;

/**
 * The one factory of AWS clients. Credentials, region and endpoint URLs come from AWS's standard chain,
 * so nothing here knows what answers.
 */
export function createAwsClients({ region }: AwsClientOptions = {}): AwsClients {
  const shared = { ...(region && { region }), requestHandler: requestLimits };
  const sagemaker = lazily(() => new SageMakerClient({ ...shared, ...reads }));
  const sagemakerMutations = lazily(() => new SageMakerClient({ ...shared, ...once }));
  const runtime = lazily(() => new SageMakerRuntimeClient({ ...shared, ...once }));
  const cloudwatch = lazily(() => new CloudWatchClient({ ...shared, ...reads }));
  const cloudwatchMutations = lazily(() => new CloudWatchClient({ ...shared, ...once }));
  const s3 = lazily(() => new S3Client({ ...shared, ...reads, forcePathStyle: hasOwnS3Address() }));
  const ecr = lazily(() => new ECRClient({ ...shared, ...reads }));
  const autoscaling = lazily(() => new ApplicationAutoScalingClient({ ...shared, ...reads }));
  const autoscalingMutations = lazily(
    () => new ApplicationAutoScalingClient({ ...shared, ...once }),
  );
  return {
    get sagemaker() {
      return sagemaker();
    },
    get sagemakerMutations() {
      return sagemakerMutations();
    },
    get runtime() {
      return runtime();
    },
    get cloudwatch() {
      return cloudwatch();
    },
    get cloudwatchMutations() {
      return cloudwatchMutations();
    },
    get s3() {
      return s3();
    },
    get ecr() {
      return ecr();
    },
    get autoscaling() {
      return autoscaling();
    },
    get autoscalingMutations() {
      return autoscalingMutations();
    },
  };
}

/** Shorter than any activity attempt; without `throwOnRequestTimeout` the SDK only logs the breach. */
const requestLimits = {
  connectionTimeout: 3_000,
  requestTimeout: 15_000,
  throwOnRequestTimeout: true,
};

/** A bucket's name in front of a host the user has named resolves nowhere, so such a host gets it in the path. */
function hasOwnS3Address(): boolean {
  return Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL);
}

function lazily<Client>(make: () => Client): () => Client {
  let made: Client | undefined;
  return () => (made ??= make());
}

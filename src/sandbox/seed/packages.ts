import { createHash } from 'node:crypto';
import type { Registry } from '../ecr/registry';
import type { WrittenArtifact } from '../models/behaviour';
import type { ObjectStore } from '../s3/object-store';
import { sandboxRegion } from '../sagemaker/names';
import { bucketOf, type SeedNames } from './names';
import type { SeedCall } from './seed-caller';

const repository = 'fraud-scorer';

/** How each version of the group behaves; the first one is approved and serves. */
const versions: readonly {
  readonly behaviour: WrittenArtifact['behaviour'];
  readonly description: string;
}[] = [
  { behaviour: {}, description: 'The version that serves' },
  { behaviour: {}, description: 'Good' },
  { behaviour: { errorRatio: 0.02 }, description: '2 % of its answers are 500' },
  { behaviour: { latencyMs: 64 }, description: '60 % slower' },
  { behaviour: { answers: 'fraud-inverted' }, description: 'Gives other answers' },
  { behaviour: { start: 'dies' }, description: 'Dies at start' },
];

/** Registers versions 1 to 6 with artifact, image and lineage; gives their ARNs in order. */
export function seedPackages(
  call: SeedCall,
  parts: { readonly objects: ObjectStore; readonly images: Registry },
  { group }: SeedNames,
): readonly string[] {
  call('CreateModelPackageGroup', {
    ModelPackageGroupName: group,
    ModelPackageGroupDescription: 'Scores card transactions for fraud',
    Tags: [{ Key: 'team', Value: 'payments-risk' }],
  });
  return versions.map((version, index) => {
    const output = call('CreateModelPackage', packageInput(group, index + 1, version, parts));
    return (output as { ModelPackageArn: string }).ModelPackageArn;
  });
}

function packageInput(
  group: string,
  number: number,
  { behaviour, description }: (typeof versions)[number],
  { objects, images }: { readonly objects: ObjectStore; readonly images: Registry },
) {
  const name = `${group}/${number}`;
  const artifact: WrittenArtifact = { version: name, behaviour };
  const modelKey = `${name}/model.json`;
  const { account } = images;
  const bucket = bucketOf(account, 'sandbox-fraud-models');
  const kept = { objects, bucket, account };
  const { etag } = objects.put(bucket, modelKey, json(artifact), account);
  const digest = `sha256:${sha256(`image of ${name}`)}`;
  const imageHost = `${account}.dkr.ecr.${sandboxRegion}.amazonaws.com`;
  images.push(repository, { digest, tags: [`v${number}`], sizeInBytes: 214_000_000 });
  return {
    ModelPackageGroupName: group,
    ModelPackageDescription: description,
    ModelPackageRegistrationType: 'Registered',
    ModelApprovalStatus: number === 1 ? 'Approved' : 'PendingManualApproval',
    InferenceSpecification: {
      Containers: [
        {
          Image: `${imageHost}/${repository}@${digest}`,
          ImageDigest: digest,
          ModelDataUrl: `s3://${bucket}/${modelKey}`,
          ModelDataETag: etag.replaceAll('"', ''),
          Environment: { MODEL_VERSION: name },
          Framework: 'XGBOOST',
          FrameworkVersion: '3.0',
        },
      ],
      SupportedContentTypes: ['application/json'],
      SupportedResponseMIMETypes: ['application/json'],
      SupportedRealtimeInferenceInstanceTypes: ['ml.m5.xlarge', 'ml.m5.2xlarge'],
    },
    MetadataProperties: {
      CommitId: sha256(`commit of ${name}`).slice(0, 40),
      Repository: 'https://git.example.com/payments-risk/fraud-scorer.git',
      ProjectId: 'payments-risk',
      GeneratedBy: `arn:aws:sagemaker:${sandboxRegion}:${account}:pipeline/fraud-training/execution/${sha256(name).slice(0, 12)}`,
    },
    CustomerMetadataProperties: {
      datasetSnapshot: `s3://sandbox-fraud-data/snapshots/2026-11-${String(number).padStart(2, '0')}/`,
      datasetDigest: sha256(`dataset of ${name}`),
      randomSeed: String(4_000 + number),
    },
    ModelMetrics: {
      ModelQuality: { Statistics: evaluation(kept, `${name}/evaluation.json`, number) },
      ModelDataQuality: { Statistics: evaluation(kept, `${name}/data-quality.json`, number) },
    },
  };
}

interface Kept {
  readonly objects: ObjectStore;
  readonly bucket: string;
  readonly account: string;
}

function evaluation({ objects, bucket, account }: Kept, key: string, number: number) {
  const bytes = json({
    binary_classification_metrics: {
      auc: { value: 0.94 + number / 1_000, standard_deviation: 0.002 },
      recall: { value: 0.81, standard_deviation: 0.004 },
    },
  });
  const { sha256: digest } = objects.put(bucket, key, bytes, account);
  return {
    ContentType: 'application/json',
    ContentDigest: `sha256:${digest}`,
    S3Uri: `s3://${bucket}/${key}`,
  };
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

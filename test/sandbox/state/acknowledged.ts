import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  ListEndpointConfigsCommand,
  ListModelPackagesCommand,
  ListModelsCommand,
  ListTagsCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { s3Of } from '../deployed-models';
import { variant, type RunningSandbox } from '../running-sandbox';

/** What the answers of a sandbox have promised: a value by the kind and name of its resource. */
export type Promised = Map<string, string>;

/** One change of one resource; `value` makes it different from the last one. */
export interface Mutation {
  readonly kind: (typeof kinds)[number];
  readonly name: string;
  readonly value: number;
}

export const kinds = ['model', 'config', 'package', 'tag', 'alarm', 'state', 'object'] as const;

const groupArn = 'arn:aws:sagemaker:us-east-1:000000000000:model-package-group/kept';
const Bucket = 'kept';
const ExecutionRoleArn = 'arn:aws:iam::000000000000:role/test';
const container = { Image: 'example/model:1' };

/** What mutations need: a group, a bucket, and a model that no mutation removes. */
export async function prepare(sandbox: RunningSandbox): Promise<void> {
  await sandbox.sagemaker.send(
    new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'kept' }),
  );
  await sandbox.sagemaker.send(
    new CreateModelCommand({ ModelName: 'base', PrimaryContainer: container, ExecutionRoleArn }),
  );
  const s3 = s3Of(sandbox);
  await s3.send(new CreateBucketCommand({ Bucket }));
  s3.destroy();
}

/** Changes one resource over the wire; resolves with what the answer promises. */
export async function mutate(
  sandbox: RunningSandbox,
  promised: Promised,
  { kind, name, value }: Mutation,
): Promise<void> {
  const { sagemaker, cloudwatch } = sandbox;
  const key = `${kind} ${name}`;
  const exists = promised.has(key);
  switch (kind) {
    case 'model': {
      const input = { ModelName: name, PrimaryContainer: container, ExecutionRoleArn };
      if (exists) await sagemaker.send(new DeleteModelCommand({ ModelName: name }));
      else await sagemaker.send(new CreateModelCommand(input));
      return toggle(promised, key);
    }
    case 'config': {
      const EndpointConfigName = name;
      const ProductionVariants = [variant({ ModelName: 'base' })];
      if (exists) await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
      else {
        const input = { EndpointConfigName, ProductionVariants };
        await sagemaker.send(new CreateEndpointConfigCommand(input));
      }
      return toggle(promised, key);
    }
    case 'package': {
      const known = [...promised.keys()].filter((other) => other.startsWith('package '));
      const [first] = known;
      if (first !== undefined && value % 2 === 0) {
        const ModelPackageArn = first.replace('package ', '');
        const ModelApprovalStatus = value % 4 === 0 ? 'Approved' : 'Rejected';
        await sagemaker.send(
          new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus }),
        );
        promised.set(first, ModelApprovalStatus);
        return;
      }
      const { ModelPackageArn } = await sagemaker.send(
        new CreateModelPackageCommand({ ModelPackageGroupName: 'kept' }),
      );
      promised.set(`package ${ModelPackageArn}`, 'PendingManualApproval');
      return;
    }
    case 'tag': {
      const Tags = [{ Key: name, Value: `${value}` }];
      await sagemaker.send(new AddTagsCommand({ ResourceArn: groupArn, Tags }));
      promised.set(key, `${value}`);
      return;
    }
    case 'alarm': {
      if (exists && value % 2 === 0) {
        await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
        promised.delete(key);
        promised.delete(`state ${name}`);
        return;
      }
      await cloudwatch.send(new PutMetricAlarmCommand(alarm(name, value)));
      promised.set(key, `${value}`);
      if (!exists) promised.set(`state ${name}`, 'INSUFFICIENT_DATA');
      return;
    }
    case 'state': {
      if (!exists) return;
      const StateValue: StateValue = value % 2 === 0 ? 'OK' : 'ALARM';
      await cloudwatch.send(
        new SetAlarmStateCommand({ AlarmName: name, StateValue, StateReason: 'a test' }),
      );
      promised.set(key, StateValue);
      return;
    }
    case 'object': {
      const s3 = s3Of(sandbox);
      const remove = exists && value % 3 === 0;
      if (remove) await s3.send(new DeleteObjectCommand({ Bucket, Key: name }));
      else await s3.send(new PutObjectCommand({ Bucket, Key: name, Body: `${value}` }));
      s3.destroy();
      if (remove) promised.delete(key);
      else promised.set(key, `${value}`);
    }
  }
}

/** What a sandbox has now, told in the same words. */
export async function found(sandbox: RunningSandbox): Promise<Promised> {
  const { sagemaker, cloudwatch } = sandbox;
  const all: Promised = new Map();
  const { Models = [] } = await sagemaker.send(new ListModelsCommand());
  for (const { ModelName } of Models) if (ModelName !== 'base') all.set(`model ${ModelName}`, '');
  const { EndpointConfigs = [] } = await sagemaker.send(new ListEndpointConfigsCommand());
  for (const { EndpointConfigName } of EndpointConfigs) all.set(`config ${EndpointConfigName}`, '');
  const { ModelPackageSummaryList = [] } = await sagemaker.send(
    new ListModelPackagesCommand({ ModelPackageGroupName: 'kept', MaxResults: 100 }),
  );
  for (const { ModelPackageArn, ModelApprovalStatus = '' } of ModelPackageSummaryList) {
    all.set(`package ${ModelPackageArn}`, ModelApprovalStatus);
  }
  const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: groupArn }));
  for (const { Key, Value = '' } of Tags) all.set(`tag ${Key}`, Value);
  const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand());
  for (const { AlarmName, Threshold, StateValue = '' } of MetricAlarms) {
    all.set(`alarm ${AlarmName}`, `${Threshold}`);
    all.set(`state ${AlarmName}`, StateValue);
  }
  const s3 = s3Of(sandbox);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  for (const { Key } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    all.set(`object ${Key}`, (await Body?.transformToString()) ?? '');
  }
  s3.destroy();
  return all;
}

function toggle(promised: Promised, key: string): void {
  if (!promised.delete(key)) promised.set(key, '');
}

/** Nobody moves its state but SetAlarmState. */
const alarm = (AlarmName: string, Threshold: number) => ({
  AlarmName,
  Namespace: 'Test',
  MetricName: AlarmName,
  Statistic: 'Sum' as const,
  Period: 60,
  EvaluationPeriods: 1,
  Threshold,
  ComparisonOperator: 'GreaterThanThreshold' as const,
  TreatMissingData: 'ignore',
});

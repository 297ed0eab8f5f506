import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tool } from '../support/tools';

/** A shape of botocore's `service-2.json`, as far as the judge reads it. */
export interface AwsShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, AwsReference>>;
  readonly member?: AwsReference;
  readonly key?: AwsReference;
  readonly value?: AwsReference;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly union?: boolean;
  readonly exception?: boolean;
  readonly flattened?: boolean;
}

export interface AwsReference {
  readonly shape: string;
}

export interface AwsOperation {
  readonly input?: AwsReference;
  readonly output?: AwsReference & { readonly resultWrapper?: string };
}

export interface AwsModel {
  readonly metadata: { readonly serviceId: string };
  readonly operations: Readonly<Record<string, AwsOperation>>;
  readonly shapes: Readonly<Record<string, AwsShape>>;
}

export type AwsService = 'sagemaker' | 'cloudwatch' | 'ecr' | 'application-autoscaling' | 'sts';

const loaded = new Map<AwsService, AwsModel>();

/** The pinned botocore's own model of a service; throws when Python with boto3 is not set up. */
export function awsModel(service: AwsService): AwsModel {
  const known = loaded.get(service);
  if (known !== undefined) return known;
  const lib = path.resolve(tool('python'), '..', '..', 'lib');
  const [python = ''] = readdirSync(lib).filter((name) => name.startsWith('python3'));
  const folder = path.join(lib, python, 'site-packages', 'botocore', 'data', service);
  const [version = ''] = readdirSync(folder).sort().reverse();
  const file = path.join(folder, version, 'service-2.json.gz');
  const model = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as AwsModel;
  loaded.set(service, model);
  return model;
}

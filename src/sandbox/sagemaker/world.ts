import type { AwsTime } from '../aws-time';
import type { Registry } from '../ecr/registry';
import type { EventLog } from '../event-log';
import type { ObjectStore } from '../s3/object-store';
import type { EndpointConfigRecord } from './endpoint-configs';
import type { Endpoint } from './endpoint';
import type { EndpointWatcher } from './endpoint-watcher';
import type { ModelRecord } from './models';
import type { ModelPackageGroupRecord } from './model-package-groups';
import type { ModelPackageRecord } from './model-packages';
import { Tags } from './tags';

/** All of SageMaker's resources, and the systems they rest on. */
export interface World {
  readonly time: AwsTime;
  readonly log: EventLog;
  readonly objects: ObjectStore;
  readonly images: Registry;
  readonly tags: Tags;
  readonly models: Map<string, ModelRecord>;
  readonly configs: Map<string, EndpointConfigRecord>;
  readonly endpoints: Map<string, Endpoint>;
  readonly watchers: Set<EndpointWatcher>;
  readonly groups: Map<string, ModelPackageGroupRecord>;
  /** By ARN, in the order of their creation. */
  readonly packages: Map<string, ModelPackageRecord>;
}

export function createWorld(parts: Pick<World, 'time' | 'log' | 'objects' | 'images'>): World {
  return {
    ...parts,
    tags: new Tags(),
    models: new Map(),
    configs: new Map(),
    endpoints: new Map(),
    watchers: new Set(),
    groups: new Map(),
    packages: new Map(),
  };
}

import { firstAccount } from '../account/account-id';
import type { AwsTime } from '../aws-time';
import type { Registry } from '../ecr/registry';
import type { EventLog } from '../event-log';
import type { Fleet } from '../fleet/variant';
import type { ObjectStore } from '../s3/object-store';
import type { EndpointConfigRecord } from './endpoint-configs';
import type { Endpoint } from './endpoint';
import type { ModelRecord } from './models';
import type { ModelPackageGroupRecord } from './model-package-groups';
import type { ModelPackageRecord } from './model-packages';
import { Tags } from './tags';
import type { Call } from '../wire/operation';

/** What Application Auto Scaling has to say about endpoints. */
export interface Scaling {
  /** Throws ValidationException when an update would remove a registered variant or change its instance type. */
  readonly assertUpdatable: (endpoint: Endpoint, next: Fleet) => void;
  /** Whether any variant of the endpoint is registered. */
  readonly isRegistered: (endpoint: Endpoint) => boolean;
  /** Deregisters the variants of an endpoint that this call deletes. */
  readonly deleted: (endpoint: Endpoint, call: Call) => void;
}

/** All of SageMaker's resources, and the systems they rest on. */
export interface World {
  /** Whose resources these are. */
  readonly account: string;
  readonly time: AwsTime;
  readonly log: EventLog;
  readonly objects: ObjectStore;
  readonly images: Registry;
  readonly tags: Tags;
  readonly models: Map<string, ModelRecord>;
  readonly configs: Map<string, EndpointConfigRecord>;
  readonly endpoints: Map<string, Endpoint>;
  readonly groups: Map<string, ModelPackageGroupRecord>;
  /** By ARN, in the order of their creation. */
  readonly packages: Map<string, ModelPackageRecord>;
  /** State of a CloudWatch alarm by name; undefined when there is none. */
  readonly alarmState: (name: string) => string | undefined;
  readonly isCompositeAlarm: (name: string) => boolean;
  /** The world of another account; undefined where there is none. */
  readonly neighbour: (account: string) => World | undefined;
  /** Absent where nothing scales. */
  scaling?: Scaling;
}

type Parts = Pick<World, 'time' | 'log' | 'objects' | 'images'> &
  Partial<Pick<World, 'account' | 'alarmState' | 'isCompositeAlarm' | 'neighbour'>>;

export function createWorld(parts: Parts): World {
  return {
    account: firstAccount,
    alarmState: () => undefined,
    isCompositeAlarm: () => false,
    neighbour: () => undefined,
    ...parts,
    tags: new Tags(),
    models: new Map(),
    configs: new Map(),
    endpoints: new Map(),
    groups: new Map(),
    packages: new Map(),
  };
}

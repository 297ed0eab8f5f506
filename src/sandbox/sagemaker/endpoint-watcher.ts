import type { Fleet } from '../fleet/variant';
import type { Call } from '../wire/operation';
import type { Endpoint } from './endpoint';

/** A system that has a say in what becomes of endpoints. */
export interface EndpointWatcher {
  /** Throws AwsError to refuse an update to this fleet. */
  readonly beforeUpdate: (endpoint: Endpoint, next: Fleet) => void;
  /** A call has begun to delete the endpoint. */
  readonly deleted: (endpoint: Endpoint, call: Call) => void;
}

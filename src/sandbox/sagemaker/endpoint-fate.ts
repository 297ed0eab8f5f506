import { lose, replaceLost, type Loss } from '../fleet/lost-instance';
import { tellServing } from './endpoint-log';
import type { Endpoint } from './endpoint';

/** AWS maintains an endpoint for `seconds` of its time: SystemUpdating, requests are served. Throws unless it is InService. */
export function maintain(endpoint: Endpoint, seconds: number): void {
  endpoint.assertChangeable();
  endpoint.become('SystemUpdating');
  endpoint.inBackground(() => endpoint.ground.wait(seconds));
}

/** AWS takes an endpoint out of service until `recover`: no requests, no change but its deletion. Throws unless it is InService. */
export function goOutOfService(endpoint: Endpoint, reason: string): void {
  endpoint.assertChangeable();
  endpoint.failureReason = reason;
  endpoint.become('OutOfService');
}

/** Ends OutOfService; does nothing in any other state. */
export function recover(endpoint: Endpoint): void {
  if (endpoint.status !== 'OutOfService') return;
  endpoint.failureReason = undefined;
  endpoint.become('InService');
}

/** Kills one instance of the fleet that serves, which AWS replaces after provisioning; gives its id, undefined when there is none. */
export function loseInstance(endpoint: Endpoint, loss: Loss = {}): string | undefined {
  const { serving: fleet, ground } = endpoint;
  const lost = fleet && lose(fleet, loss);
  if (lost === undefined) return undefined;
  const added = (): void => tellServing(ground.world, endpoint, 'change');
  added();
  const isInUse = (): boolean => endpoint.serving === fleet && endpoint.status !== 'Deleting';
  // Rejects only when the sandbox stops.
  replaceLost(ground, lost.variant, { isInUse, added }).catch(() => {});
  return lost.instance.options.id;
}

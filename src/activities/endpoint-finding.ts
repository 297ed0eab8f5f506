import { describeShape, sameShape } from '../release/endpoint-shape';
import { fleetDeadlineSeconds } from '../release/plan';
import type { AwsClients } from './aws/clients';
import { isMoving, isShort, readEndpoint, type LiveEndpoint } from './live-endpoint';
import { failed, type Finding } from './finding';
import type { WatchInput } from './watch-input';

/** How long after an accepted update DescribeEndpoint may still show the endpoint as it was. */
const staleSeconds = 5;

/** Nothing where the endpoint stands as it must; maintenance is waited for, any other shape is somebody else's change. */
export async function endpointFinding(
  clients: AwsClients,
  input: WatchInput,
): Promise<Finding | undefined> {
  const live = await readEndpoint(clients, input.endpoint);
  if (!sameShape(live.shape, input.shape)) return changed(live, input);
  if (live.status === 'InService' || isMoving(live)) return undefined;
  return broken(live);
}

/** Until the endpoint has come to stand as intended: `InService` alone is no success, the config and weights must be the intended ones. */
export async function settledFinding(
  clients: AwsClients,
  input: WatchInput,
  at: number,
): Promise<Finding> {
  const live = await readEndpoint(clients, input.endpoint);
  const waited = Math.round((at - Date.parse(input.changedAt ?? input.since)) / 1000);
  if (live.status === 'InService' && sameShape(live.shape, input.shape)) {
    const serving = Object.values(live.instances).every(({ current }) => current > 0);
    if (serving && sameShape(live.current, input.shape))
      return pass(`${input.endpoint} is InService at ${describeShape(live.shape)}`, live);
  } else if (!isMoving(live)) {
    if (live.status !== 'InService') return broken(live);
    const before = input.before && sameShape(live.shape, input.before);
    if (!before) return changed(live, input);
    if (waited >= staleSeconds)
      return failed(
        isShort(live) ? 'CapacityShort' : 'UpdateFailed',
        `SageMaker kept ${live.shape.config} instead of ${input.shape.config}: ${live.failureReason || 'no reason given'}`,
        live,
      );
  }
  if (waited > fleetDeadlineSeconds)
    return failed(
      'EndpointBusy',
      `${input.endpoint} is ${live.status} for ${waited} s, the limit is ${fleetDeadlineSeconds} s`,
      live,
    );
  return { live: `${input.endpoint} is ${live.status} for ${waited} s` };
}

function changed(live: LiveEndpoint, input: WatchInput): Finding {
  return failed(
    'OutOfBandChange',
    `${input.endpoint} is at ${describeShape(live.shape)}, not at ${describeShape(input.shape)}: somebody else changed it`,
    live,
  );
}

function broken(live: LiveEndpoint): Finding {
  return failed(
    'UpdateFailed',
    `${live.name} is ${live.status}: ${live.failureReason || 'no reason given'}`,
    live,
  );
}

function pass(sentence: string, seen: unknown): Finding {
  return {
    verdict: { result: 'pass', reason: 'ChecksPassed', sentence, checks: [], comparators: {} },
    seen,
  };
}

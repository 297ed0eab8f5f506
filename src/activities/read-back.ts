import { describeShape, sameShape, type EndpointShape } from '../release/endpoint-shape';
import type { ReleaseVerdict } from '../release/verdict';
import { failing } from './aws/failure-mapping';
import type { ActivityContext } from './context';
import { readEndpoint } from './live-endpoint';

/** Reads the endpoint once and says if it stands as claimed. */
export function readBack(
  { clients }: ActivityContext,
  { endpoint, shape }: { readonly endpoint: string; readonly shape: EndpointShape },
): Promise<ReleaseVerdict> {
  return failing(`read back ${endpoint}`, async () => {
    const live = await readEndpoint(clients, endpoint);
    const same = live.status === 'InService' && sameShape(live.shape, shape);
    return {
      result: same ? 'pass' : 'fail',
      reason: same ? 'Restored' : 'UndoFailed',
      sentence: `${endpoint} is ${live.status} at ${describeShape(live.shape)}${same ? '' : `, not at ${describeShape(shape)}`}`,
      at: new Date().toISOString(),
      checks: [],
      comparators: {},
    };
  });
}

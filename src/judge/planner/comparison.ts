import { minimumComparatorRequests, requestsToCompare } from '../comparator';
import type { Gate } from '../gate';
import type { Comparator } from '../observation';
import { requestsIn, type Outlook, type PlannedWindow } from './planned-window';

/** With what a gate will compare the candidate; `needless` where its limit stands by itself. */
export type Comparison = Comparator['kind'] | 'needless' | 'none';

/**
 * What there will be to compare with, from the mean of the stable's requests: the stable at the same time, the limit
 * frozen in an earlier window, or, for latencies, the stable at these hours on an earlier day.
 */
export function comparisonOf(
  gate: Gate,
  window: PlannedWindow,
  outlook: Outlook,
  frozen: boolean,
): Comparison {
  const needed = requestsNeeded(gate);
  if (needed === undefined) return 'needless';
  const { stable } = requestsIn(window, window.seconds, outlook);
  if (stable > 0 && stable >= needed) return 'concurrent';
  if (frozen) return 'frozen';
  const history = outlook.requestsPerSecond * window.seconds;
  return gate.kind === 'latency' && history >= needed ? 'history' : 'none';
}

/** Requests of the stable; undefined where the gate compares with nothing. */
function requestsNeeded(gate: Gate): number | undefined {
  switch (gate.kind) {
    case 'split':
      return undefined;
    case 'ratio':
      return gate.metric === 'Invocation4XXErrors' ? minimumComparatorRequests : undefined;
    case 'latency':
      return gate.increase === undefined ? undefined : requestsToCompare(gate);
    case 'level':
      return gate.increase === undefined ? undefined : 0;
  }
}

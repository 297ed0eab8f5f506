import type { RunningStack } from './world';

/** What shall go wrong with an operation on one endpoint. */
export interface FaultOrder {
  readonly operation: string;
  /** Calls that name this endpoint. */
  readonly endpoint?: string;
  /** Members the input must have. */
  readonly match?: Readonly<Record<string, unknown>>;
  readonly action: 'fail' | 'hold';
  readonly phase?: 'before' | 'after';
  readonly code?: string;
  readonly times?: number;
}

/** A fault in force at the sandbox. */
export interface Fault {
  /** Resolves when a call is held; after at most 60 s, or what is given. */
  holds(seconds?: number): Promise<void>;
  /** Ends it, and lets go what it holds. */
  lift(): Promise<void>;
}

export async function faultAt(stack: RunningStack, order: FaultOrder): Promise<Fault> {
  const { endpoint, match, ...rest } = order;
  const body = { ...rest, match: { ...(endpoint && { EndpointName: endpoint }), ...match } };
  const { id } = (await stack.control('POST', '/faults', body)) as { id: string };
  return {
    async holds(seconds = 60) {
      const deadline = Date.now() + seconds * 1000;
      for (;;) {
        const { faults } = (await stack.control('GET', '/faults')) as {
          faults: { id: string; held: string[] }[];
        };
        if (faults.some((fault) => fault.id === id && fault.held.length > 0)) return;
        if (Date.now() > deadline)
          throw new Error(`no ${order.operation} is held after ${seconds} s`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    lift: async () => void (await stack.control('DELETE', `/faults/${id}`)),
  };
}

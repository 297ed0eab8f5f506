import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { Child } from '../../src/local/child';
import { startWorker, type WorkerProcessOptions } from '../../src/local/worker-process';
import type { ReleaseSpec } from '../../src/release/spec';
import { searchAttributes } from '../../src/release/search-attributes';
import { shortSpec } from './story';
import { useStack, type RunningStack, type World } from './world';

/** A namespace and a world of one story, so that its workers can die without another story noticing. */
export interface Lane {
  /** The file's stack, its client on the namespace of the story. */
  readonly stack: RunningStack;
  readonly namespace: string;
  readonly world: World;
  spec(version: number, change?: Partial<ReleaseSpec>): ReleaseSpec;
  /** `environment` stands above the stack's. */
  startWorker(
    options?: Partial<Pick<WorkerProcessOptions, 'buildId' | 'healthPort' | 'environment'>>,
  ): Promise<Child>;
}

/** A limit that few requests prove to be kept; stories of a good candidate are about its worker. */
export const soonProven: ReleaseSpec['checks'] = [
  { metric: 'Invocation5XXErrors', max: 0.005, minRequests: 100 },
];

interface LaneOptions {
  readonly rps?: number;
}

/** A stack without workers; each story brings its own, and what it started ends with it. */
export function useLanes() {
  const stack = useStack({ worker: false });
  return async (
    name: string,
    story: (lane: Lane) => Promise<void>,
    options: LaneOptions = {},
  ): Promise<void> => {
    const workers: Child[] = [];
    const lane = await openLane(stack(), name, workers, options);
    try {
      await story(lane);
    } finally {
      await Promise.all(workers.map((worker) => worker.kill()));
      const { endpoint } = lane.world;
      await stack().control('PUT', '/load', { endpoint, rps: 0 });
    }
  };
}

async function openLane(
  stack: RunningStack,
  name: string,
  workers: Child[],
  { rps = 40 }: LaneOptions,
): Promise<Lane> {
  const [world] = await Promise.all([stack.world(name, { rps }), addNamespace(stack, name)]);
  const { connection } = stack.client;
  return {
    stack: { ...stack, client: new Client({ connection, namespace: name, identity: 'e2e' }) },
    namespace: name,
    world,
    spec: (version, change) => shortSpec(world, version, change),
    async startWorker({ environment, ...how } = {}) {
      const worker = await startWorker({
        folder: stack.folder,
        environment: { ...stack.environment, TEMPORAL_NAMESPACE: name, ...environment },
        name: `worker-${name}-${workers.length + 1}`,
        ...how,
      });
      workers.push(worker);
      return worker;
    },
  };
}

/** Temporal's numbers of the types of search attributes. */
const attributeTypes = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;

/** A new namespace is known to the server's caches seconds after it was made. */
async function addNamespace({ client }: RunningStack, namespace: string): Promise<void> {
  const { workflowService, operatorService } = client.connection;
  const day = msToTs('1 day');
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: day });
  const attributes = Object.fromEntries(
    searchAttributes.map(({ name, type }) => [name, attributeTypes[type]]),
  );
  await settled(() =>
    operatorService.addSearchAttributes({ namespace, searchAttributes: attributes }),
  );
  await settled(() => workflowService.countWorkflowExecutions({ namespace }));
}

async function settled(call: () => Promise<unknown>, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await call();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(200);
    }
  }
}

import type { BehaviourName, WrittenBehaviour } from './behaviour-schema';

/** What a model does where nothing is written: answers well, in about 40 ms. */
const plain = {
  latencyMs: 40,
  p99Factor: 2,
  errorRatio: 0,
  errorsAfter: {},
  rejectRatio: 0,
  answers: 'fraud',
  shape: 'score',
  start: 'healthy',
  startSeconds: 0,
  pingFailRatio: 0,
  concurrency: 200,
  queue: 1_000,
} as const satisfies WrittenBehaviour;

/** What a name stands for, as an artifact would write it; own members of the artifact win over these. */
const named: Readonly<Record<BehaviourName, WrittenBehaviour>> = {
  good: {},
  slow: { latencyMs: 64 },
  'slow-tail': { p99Factor: 12 },
  errors: { errorRatio: 0.02 },
  'errors-later': { errorRatio: 0.05, errorsAfter: { minutes: 5 } },
  'errors-for-slice': { errorSlice: { field: 'country', value: 'BR', ratio: 1 } },
  drift: { drift: { by: 0.3, over: { minutes: 30 } } },
  'schema-change': { shape: 'nested' },
  'cold-start': { startSeconds: 5, cold: { requests: 50, factor: 10 } },
  'dies-at-start': { start: 'dies' },
  leaks: { leak: { mbPerRequest: 0.05, limitMb: 64 } },
  'flaky-health': { pingFailRatio: 0.5 },
};

/** All that decides what a model does; the artifact says it, so that what is deployed decides what happens. */
export type Behaviour = Omit<WrittenBehaviour, keyof typeof plain | 'name'> &
  Required<Pick<WrittenBehaviour, keyof typeof plain>>;

/** A written behaviour with the members that its name, and where that is silent a plain model, has. */
export function behaviourOf({ name = 'good', ...own }: WrittenBehaviour): Behaviour {
  return { ...plain, ...named[name], ...own };
}

import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import type { Activities } from '../../src/activities';
import type { WatchInput } from '../../src/activities/watch-input';
import type { ReleaseVerdict } from '../../src/release/verdict';

const evidence = { uri: 'file:///evidence/scripted.json', sha256: '0'.repeat(64) };

export function scriptedVerdict(change: Partial<ReleaseVerdict> = {}): ReleaseVerdict {
  return {
    result: 'pass',
    reason: 'ChecksPassed',
    sentence: 'as scripted',
    at: new Date(activityInfo().currentAttemptScheduledTimestampMs).toISOString(),
    checks: [],
    comparators: {},
    evidence,
    ...change,
  };
}

/** The AWS-facing activities as a script; everything passes unless overridden. `calls` tells in which order they ran. */
export function scriptedAws(overrides: Partial<Activities> = {}): {
  activities: Activities;
  calls: string[];
} {
  const calls: string[] = [];
  const action = (summary: string) =>
    Promise.resolve({ summary, at: new Date().toISOString(), evidence });
  const pass = () => Promise.resolve(scriptedVerdict());
  const script: Activities = {
    resolvePlan: () => Promise.reject(new Error('not scripted')),
    confirmPlan: pass,
    verifyPackage: pass,
    watchApproval: () => Promise.reject(poll(60)),
    writeApproval: ({ status }) => action(`registry ${status}`),
    restoreApproval: () => action('registry restored'),
    writeLifecycle: () => Promise.resolve({ summary: 'life cycle' }),
    createModel: () => action('model'),
    deleteModel: () => Promise.resolve({ summary: 'model deleted' }),
    createEndpointConfigs: () => action('configs'),
    deleteEndpointConfigs: () => Promise.resolve({ summary: 'configs deleted' }),
    putAlarms: () => action('twins'),
    deleteAlarms: () => Promise.resolve({ summary: 'twins deleted' }),
    holdScaleIn: async () => ({ ...(await action('scale-in held')), instances: 3 }),
    restoreScaleIn: () => action('scale-in restored'),
    scaleCandidate: () => action('candidate scales'),
    stopScalingCandidate: () => Promise.resolve({ summary: 'candidate scales no more' }),
    countInstances: () => Promise.resolve(4),
    matchCapacity: () => action('as many instances'),
    updateEndpoint: ({ to }) => action(`update to ${to.config}`),
    restoreConfiguration: () => action('configuration restored'),
    shiftTraffic: ({ to }) => action(`weights ${JSON.stringify(to.weights)}`),
    restoreTraffic: () => action('traffic restored'),
    smokeRequest: pass,
    watch: (input) => watchByTime(input),
    readBack: pass,
    sendNotice: () => Promise.resolve(),
    forgetAnswers: () => Promise.resolve(),
    ...overrides,
  };
  const logged = Object.entries(script).map(([name, run]) => [
    name,
    (input: never) => {
      if (activityInfo().attempt === 1) calls.push(name);
      return (run as (input: never) => Promise<unknown>)(input);
    },
  ]);
  const activities: unknown = Object.fromEntries(logged);
  return { activities: activities as Activities, calls };
}

/** A watch that finds nothing wrong: a window passes when the server's time says it has settled. */
export function watchByTime(
  input: WatchInput,
  verdict: Partial<ReleaseVerdict> = {},
): Promise<ReleaseVerdict> {
  if (input.until === 'settled') return Promise.resolve(scriptedVerdict());
  if (input.until === 'breach') return Promise.reject(poll(60));
  const { start, end, settleSeconds } = input.until;
  const long = Date.parse(end) - Date.parse(start) > 7_200_000;
  const left =
    Date.parse(end) + settleSeconds * 1000 - activityInfo().currentAttemptScheduledTimestampMs;
  if (left > 0) return Promise.reject(poll(Math.min(long ? 60 : 10, left / 1000 + 0.05)));
  return Promise.resolve(scriptedVerdict(verdict));
}

export function poll(seconds: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'NotReadyYet',
    message: 'as scripted, not yet',
    category: 'BENIGN',
    nextRetryDelay: Math.round(seconds * 1000),
  });
}

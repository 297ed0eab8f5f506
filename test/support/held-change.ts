import { twinNames } from '../../src/release/alarm-twin';
import type { ReleasePlan } from '../../src/release/plan';
import { fits, type CallMatch } from '../../src/sandbox/control/call-match';
import { linesOf } from '../../src/sandbox/log-reader';
import { leftAtAws, registryOf } from './aftermath';
import { faultAt } from './fault';
import { soonProven, type Lane } from './lane';
import { release, type ToldRelease } from './story';
import { missedByHeartbeat } from './told-history';

/** One change that a release makes at AWS, and how the release that makes it ends. */
export interface Change {
  readonly activity: string;
  readonly operation: string;
  readonly match: (plan: ReleasePlan) => Readonly<Record<string, unknown>>;
  readonly end: 'Promoted' | 'RolledBack';
  /** Calls that took effect at the end; 1 where nothing is said. */
  readonly effects?: number;
}

const packageOf = ({ candidate }: ReleasePlan) => ({ ModelPackageArn: candidate.packageArn });
const configOf = (plan: ReleasePlan) => ({ EndpointConfigName: plan.names.canaryConfig });
const allOn = (plan: ReleasePlan, VariantName: string, DesiredWeight: number) => ({
  EndpointName: plan.endpoint,
  DesiredWeightsAndCapacities: [{ VariantName, DesiredWeight }],
});

/** Every change of a release that is promoted, and of one that is taken back. */
export const changes: readonly Change[] = [
  {
    activity: 'createModel',
    operation: 'CreateModel',
    match: ({ names }) => ({ ModelName: names.model }),
    end: 'Promoted',
  },
  {
    activity: 'createEndpointConfigs',
    operation: 'CreateEndpointConfig',
    match: configOf,
    end: 'Promoted',
  },
  {
    activity: 'writeApproval',
    operation: 'UpdateModelPackage',
    match: packageOf,
    end: 'Promoted',
  },
  { activity: 'updateEndpoint', operation: 'UpdateEndpoint', match: configOf, end: 'Promoted' },
  {
    activity: 'putAlarms',
    operation: 'PutMetricAlarm',
    match: (plan) => ({ AlarmName: twinNames(plan)[0] }),
    end: 'Promoted',
    // An alarm found there is made anew, because it would keep its state.
    effects: 2,
  },
  {
    activity: 'shiftTraffic',
    operation: 'UpdateEndpointWeightsAndCapacities',
    match: (plan) => allOn(plan, plan.candidate.variant, 50),
    end: 'Promoted',
  },
  {
    activity: 'restoreTraffic',
    operation: 'UpdateEndpointWeightsAndCapacities',
    match: (plan) => allOn(plan, plan.stable.variant, 100),
    end: 'RolledBack',
  },
  {
    activity: 'restoreConfiguration',
    operation: 'UpdateEndpoint',
    match: ({ rollbackTarget }) => ({ EndpointConfigName: rollbackTarget.config }),
    end: 'RolledBack',
  },
  {
    activity: 'deleteEndpointConfigs',
    operation: 'DeleteEndpointConfig',
    match: configOf,
    end: 'RolledBack',
  },
  {
    activity: 'deleteModel',
    operation: 'DeleteModel',
    match: ({ names }) => ({ ModelName: names.model }),
    end: 'RolledBack',
  },
  {
    activity: 'deleteAlarms',
    operation: 'DeleteAlarms',
    match: (plan) => ({ AlarmNames: [twinNames(plan)[0]] }),
    end: 'RolledBack',
  },
  {
    activity: 'restoreApproval',
    operation: 'UpdateModelPackage',
    match: (plan) => ({ ...packageOf(plan), ModelApprovalStatus: 'Rejected' }),
    end: 'RolledBack',
  },
];

export const changeOf = (activity: string): Change => {
  const found = changes.find((change) => change.activity === activity);
  if (!found) throw new Error(`no change ${activity}`);
  return found;
};

/**
 * The change takes effect, its answer is withheld, and the worker that waits for it is killed: another one must end
 * the release as if nothing had been, with the change made once.
 */
export async function dieBetweenEffectAndReport(lane: Lane, change: Change): Promise<void> {
  const { stack } = lane;
  const first = await lane.startWorker();
  const steps = [
    { kind: 'canary', ratio: 0.5, bakeSeconds: change.end === 'Promoted' ? 20 : 120 },
  ] as const;
  const told = await release(stack, lane.spec(2, { steps, checks: soonProven }));
  const match = change.match(told.plan);
  const { operation } = change;
  const held = await faultAt(stack, { operation, match, action: 'hold', phase: 'after', times: 1 });
  await told.approve();
  if (change.end === 'RolledBack') await alarmInCanary(lane, told);
  await held.holds(120);

  await first.kill();
  await held.lift();
  await lane.startWorker();

  expect(await told.ended()).toMatchObject({ outcome: change.end, leftBehind: [] });
  const order: CallMatch = { operation, match };
  const effects = linesOf(stack.log(), 'call', { from: told.startedAt }).filter(
    (call) => call.ok && fits(order, call as unknown as Parameters<typeof fits>[1]),
  );
  expect(effects).toHaveLength(change.effects ?? 1);
  const isUndo = change.end === 'RolledBack';
  expect(missedByHeartbeat(await told.handle.fetchHistory(), change.activity)).toBe(isUndo);
  await assertEnd(lane, told, change.end);
}

/** The twin watches the candidate's variant alone, so it is the candidate that is to blame. */
async function alarmInCanary({ stack }: Lane, told: ToldRelease): Promise<void> {
  await told.until('in the canary', ({ traffic }) => traffic.candidate === 50, 120);
  const [twin] = twinNames(told.plan);
  await stack.control('PUT', `/alarms/${twin}`, { state: 'ALARM' });
}

async function assertEnd({ stack }: Lane, told: ToldRelease, end: Change['end']): Promise<void> {
  const { plan } = told;
  const split = (main: number) => ({ main, 'main-next': 100 - main });
  const promoted = end === 'Promoted';
  const after = promoted ? split(0) : split(100);
  expect(told.weights()).toEqual([split(100), split(50), after, { main: 100 }]);
  expect((await registryOf(stack, plan)).status).toBe(promoted ? 'Approved' : 'Rejected');
  expect(await leftAtAws(stack, plan)).toEqual(
    promoted ? [plan.names.model, plan.names.finalConfig] : [],
  );
  expect(told.failures()).toEqual([]);
}

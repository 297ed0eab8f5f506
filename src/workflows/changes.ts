import { ownShapes, splitShape, targetShape, type EndpointShape } from '../release/endpoint-shape';
import { configurationCommand, weightsCommand } from '../release/manual';
import type { Stop } from '../release/outcome';
import { fleetDeadlineSeconds } from '../release/plan';
import { act, mutations, undos, watches } from './acts';
import { matchCapacity, scaleCandidate, scalingOf, stopScalingCandidate } from './autoscaling';
import type { Release } from './release';
import { stopOf } from './stage';

const firstWaitSeconds = 15;
const longestWaitSeconds = 300;

/**
 * Swaps the endpoint's config: the whole fleet is replaced, and waited for under the eyes of the watch. Where AWS is
 * short of instances it is asked again, ever less often, until the deadline of a fleet.
 */
export async function changeConfiguration(
  release: Release,
  to: EndpointShape,
  title: string,
  prepare: Prepare = prepared,
): Promise<Stop | undefined> {
  const deadline = Date.now() + fleetDeadlineSeconds * 1000;
  const { wayBack } = release.board.state;
  for (let wait = firstWaitSeconds; ; wait = Math.min(2 * wait, longestWaitSeconds)) {
    const stop = (await ready(release, prepare)) ?? (await swapConfiguration(release, to, title));
    const again = Date.now() + wait * 1000;
    if (stop?.reason !== 'CapacityShort' || again > deadline) return stop;
    if (hasCandidate(release)) await scaleCandidate(release);
    release.board.show({
      reason: stop.reason,
      sentence: stop.sentence,
      next: {
        what: `the fleet is asked for again, until ${new Date(deadline).toISOString()}`,
        at: new Date(again).toISOString(),
      },
      wayBack,
    });
    const { breach } = await release.vigil('waiting for instances', () => false, wait);
    if (breach) return stopOf(breach);
  }
}

/** What a change needs first, such as instances; what a pause of hours may have undone is prepared again. */
type Prepare = (release: Release) => Promise<Stop | undefined>;
const prepared: Prepare = () => Promise.resolve(undefined);

async function ready(release: Release, prepare: Prepare): Promise<Stop | undefined> {
  do {
    const paused = await release.checkpoint();
    if (paused) return stopOf(paused);
    const unprepared = await prepare(release);
    if (unprepared) return unprepared;
  } while (release.people.paused);
  return undefined;
}

/** The candidate's variant runs, as a shadow or beside the stable. */
function hasCandidate({ plan, shape }: Release): boolean {
  return [plan.names.shadowConfig, plan.names.canaryConfig].includes(shape.config);
}

async function swapConfiguration(
  release: Release,
  to: EndpointShape,
  title: string,
): Promise<Stop | undefined> {
  const { plan, rollback } = release;
  const from = release.shape;
  await stopScalingCandidate(release);
  // Once the stable's fleet is gone the way back needs instances that nobody holds for us.
  const unsure = to.config === plan.names.finalConfig ? '; capacity is not guaranteed' : '';
  release.board.show({
    state: 'Preparing',
    reason: 'UpdatingFleet',
    sentence: title,
    checks: [],
    next: {
      what: `SageMaker brings up the fleet of ${to.config}, usually within minutes`,
      at: null,
    },
    wayBack: {
      what: `config swap to ${targetShape(plan).config}${unsure}`,
      takes: 'minutes',
      verifiedAt: null,
    },
  });
  const action = await rollback.guard(
    'configuration',
    () =>
      act(mutations.updateEndpoint, title, {
        endpoint: plan.endpoint,
        from,
        to,
        packageArn: plan.candidate.packageArn,
        ...(plan.scaling && { keepCounts: true }),
        evidence: release.address(title),
      }),
    {
      what: `configuration of ${plan.endpoint} back to ${targetShape(plan).config}`,
      command: configurationCommand(plan),
      run: ({ overwrite }) =>
        act(undos.restoreConfiguration, `configuration back to ${targetShape(plan).config}`, {
          endpoint: plan.endpoint,
          target: targetShape(plan),
          own: ownShapes(plan),
          ...(plan.scaling && { scaling: scalingOf(release) }),
          overwrite,
          evidence: release.address('restore configuration'),
        }),
    },
  );
  release.log.add('action', action.summary, action.evidence);
  release.shape = to;
  const settled = await act(watches.watch, `wait for the fleet of ${to.config}`, {
    ...release.watchInput(`fleet of ${to.config}`, 'settled'),
    before: from,
    changedAt: new Date().toISOString(),
  });
  release.watchedSince = settled.at;
  release.log.add('verdict', settled.sentence, settled.evidence);
  if (settled.reason === 'CapacityShort') release.shape = from;
  if (settled.result !== 'pass') return stopOf(settled);
  if (hasCandidate(release)) await scaleCandidate(release);
  return undefined;
}

/** Moves the candidate's share in one absolute weight change and reads it back. */
export async function shiftTraffic(release: Release, percent: number): Promise<Stop | undefined> {
  const unready = await ready(release, percent > release.percent ? matchCapacity : prepared);
  if (unready) return unready;
  const { plan, rollback } = release;
  const from = release.shape;
  const to = splitShape(plan, percent);
  const back = splitShape(plan, 0);
  const title = `shift to ${percent} %`;
  const { traffic } = release.board.state;
  release.board.show({
    state: 'Shifting',
    reason: 'ShiftingTraffic',
    sentence: `${title} of the traffic`,
    traffic: { ...traffic, target: percent },
    next: { what: 'the new weights are read back, then held and judged', at: null },
    wayBack: {
      what: `one weight change, 100 % on ${plan.stable.version}`,
      takes: 'seconds',
      verifiedAt: null,
    },
  });
  const action = await rollback.guard(
    'traffic',
    () =>
      act(mutations.shiftTraffic, title, {
        endpoint: plan.endpoint,
        from,
        to,
        packageArn: plan.candidate.packageArn,
        evidence: release.address(title),
      }),
    {
      what: `traffic of ${plan.endpoint} back to ${plan.stable.version}`,
      command: weightsCommand(plan, back),
      run: ({ overwrite }) =>
        act(undos.restoreTraffic, `all traffic back to ${plan.stable.version}`, {
          endpoint: plan.endpoint,
          to: back,
          own: ownShapes(plan),
          stable: {
            variant: plan.stable.variant,
            instances: release.fleet ?? plan.rollbackTarget.instances,
          },
          ...(plan.scaling && { scaledBeside: plan.candidate.variant }),
          overwrite,
          evidence: release.address('restore traffic'),
        }),
    },
  );
  release.log.add('action', action.summary, action.evidence);
  release.shape = to;
  release.board.show({
    traffic: { candidate: percent, target: percent },
    wayBack: {
      what: `one weight change, 100 % on ${plan.stable.version}`,
      takes: 'seconds',
      verifiedAt: action.at,
    },
  });
  return undefined;
}

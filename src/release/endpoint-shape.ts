import type { ReleasePlan } from './plan';

/** What an endpoint must look like between two mutations: its config's name and the weight of each production variant. */
export interface EndpointShape {
  readonly config: string;
  readonly weights: Readonly<Record<string, number>>;
}

/** How the endpoint stood before the release. */
export function targetShape(plan: ReleasePlan): EndpointShape {
  const { config, weight } = plan.rollbackTarget;
  return { config, weights: { [plan.stable.variant]: weight } };
}

/** One production and one shadow variant; the shadow's weight mirrors every request and is no share. */
export function shadowShape(plan: ReleasePlan): EndpointShape {
  return { ...targetShape(plan), config: plan.names.shadowConfig };
}

/** Both variants in one config; weights are the full vector and sum to 100, because SageMaker reads them as relative. */
export function splitShape(plan: ReleasePlan, percent: number): EndpointShape {
  return {
    config: plan.names.canaryConfig,
    weights: { [plan.stable.variant]: 100 - percent, [plan.candidate.variant]: percent },
  };
}

/** The candidate's model under the stable's variant name. */
export function finalShape(plan: ReleasePlan): EndpointShape {
  return { ...targetShape(plan), config: plan.names.finalConfig };
}

/** Every shape this release ever asks for; any other is somebody else's change. */
export function ownShapes(plan: ReleasePlan): EndpointShape[] {
  const percents = [0, ...plan.steps.map((step) => step.percent)];
  const splits = percents.map((percent) => splitShape(plan, percent));
  return [targetShape(plan), shadowShape(plan), ...splits, finalShape(plan)];
}

/** Same config and same shares; weights travel as floats, so shares are compared with a tolerance. */
export function sameShape(a: EndpointShape, b: EndpointShape): boolean {
  if (a.config !== b.config) return false;
  const names = new Set([...Object.keys(a.weights), ...Object.keys(b.weights)]);
  return [...names].every((name) => {
    const mine = a.weights[name];
    const theirs = b.weights[name];
    return mine !== undefined && theirs !== undefined && Math.abs(mine - theirs) < 1e-4;
  });
}

/** `fraud-scorer-1: main 100, main-next 0`, for messages. */
export function describeShape({ config, weights }: EndpointShape): string {
  const shares = Object.entries(weights).map(([name, weight]) => `${name} ${weight}`);
  return `${config}: ${shares.join(', ')}`;
}

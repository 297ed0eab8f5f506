import type { Json, JsonObject } from './canonical';
import { shadowCapture } from './capture-config';
import { isObject, objectsAt } from './json-access';
import type { ReleasePlan } from './plan';

/** Live figures of one production variant. */
export interface LiveVariant {
  readonly name: string;
  readonly weight: number;
  /** Absent where autoscaling owns the count: updates keep the live one, whatever the config says. */
  readonly instances?: number;
}

/**
 * The live endpoint config with live counts and weights as its Initial values: an update resets a fleet to what its
 * config says, so that a config read back unchanged would scale a raised fleet in.
 */
export function liveConfigBase(config: JsonObject, live: readonly LiveVariant[]): JsonObject {
  const variants = objectsAt(config, 'ProductionVariants').map((variant): JsonObject => {
    const now = live.find(({ name }) => name === variant.VariantName);
    if (!now) return variant;
    const { instances, weight } = now;
    return {
      ...variant,
      ...(instances !== undefined && { InitialInstanceCount: instances }),
      InitialVariantWeight: weight,
    };
  });
  return copied({ ...config, ProductionVariants: variants });
}

/** One production variant as it is, and the candidate beside it at the same weight: every request is mirrored, and captured where answers are compared. */
export function shadowConfig(plan: ReleasePlan, instances?: number): JsonObject {
  const stable = stableVariant(plan, instances);
  const shadow = candidateVariant(plan, stable, plan.rollbackTarget.weight);
  return copied({
    ...plan.liveConfig,
    ...shadowCapture(plan),
    ProductionVariants: [stable],
    ShadowProductionVariants: [shadow],
  });
}

/** Both versions side by side, all traffic on the stable; the candidate's weight is 0, because the default is an equal share. */
export function canaryConfig(plan: ReleasePlan, instances?: number): JsonObject {
  const stable = stableVariant(plan, instances);
  return copied({
    ...plan.liveConfig,
    ProductionVariants: [
      { ...stable, InitialVariantWeight: 100 },
      candidateVariant(plan, stable, 0),
    ],
  });
}

/** The candidate's model under the stable's variant name, so that alarms, targets and dashboards stay valid. */
export function finalConfig(plan: ReleasePlan): JsonObject {
  const stable = stableVariant(plan);
  return copied({
    ...plan.liveConfig,
    ProductionVariants: [{ ...stable, ModelName: plan.names.model }],
  });
}

/** The variant that serves, as the plan's config holds it; where it is scaled, with the instances it has come to have. */
function stableVariant(plan: ReleasePlan, instances?: number): JsonObject {
  const variants = objectsAt(plan.liveConfig, 'ProductionVariants');
  const stable = variants.find(({ VariantName }) => VariantName === plan.stable.variant);
  if (!stable) throw new Error(`the plan's config has no variant ${plan.stable.variant}`);
  return instances === undefined ? stable : { ...stable, InitialInstanceCount: instances };
}

/** The stable's variant with only name, model and weight of its own. */
function candidateVariant(plan: ReleasePlan, stable: JsonObject, weight: number): JsonObject {
  return {
    ...stable,
    VariantName: plan.candidate.variant,
    ModelName: plan.names.model,
    InitialVariantWeight: weight,
  };
}

/** A deep copy: what is made of a plan must never share structure with it. */
function copied(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, copiedMember(member)]),
  );
}

function copiedMember(member: Json | undefined): Json | undefined {
  if (Array.isArray(member))
    return (member as readonly Json[]).map((item) => copiedMember(item) ?? null);
  return isObject(member) ? copied(member) : member;
}

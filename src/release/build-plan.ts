import { alarmDimensions, twinName } from './alarm-twin';
import { approvalGates } from './approval-gates';
import { candidateModel } from './candidate-model';
import { captureDifferences } from './capture-config';
import { differences } from './differences';
import { liveConfigBase } from './endpoint-config';
import type { AlarmFacts, Facts } from './facts';
import {
  nextVariant,
  sealPlan,
  type CandidateModel,
  type PlannedAlarm,
  type ReleasePlan,
  type ServedModel,
} from './plan';
import { plannedGates, type PlannedGates } from './planned-gates';
import { sealModel } from './sealed-environment';
import type { ReleaseSpec } from './spec';
import { planSteps } from './steps';

/** A new fleet without traffic shows within minutes whether it stays up. */
const longestFleetBake = 300;

/**
 * The plan of a spec on these facts; pure, so the same spec and facts give the same digest. To be called only where
 * `refusals` found nothing: it throws where a fact is missing that a refusal would have named.
 */
export function buildPlan(spec: ReleaseSpec, facts: Facts): ReleasePlan {
  const { endpoint, stable, candidate, images } = facts;
  const live = only(endpoint.variants, 'production variant');
  const { scaling } = facts;
  const figures = {
    name: live.name,
    weight: live.desiredWeight,
    ...(!scaling && { instances: live.desiredInstances }),
  };
  const instances = scaling?.min ?? live.desiredInstances;
  const { checks, answers } = plannedGates(spec);
  const liveConfig = liveConfigBase(facts.config, [figures]);
  const document = stable.document ?? missing('model of the stable');
  const model = candidateModel(document, candidate.containers, images);
  return sealPlan({
    schema: 'slipway.plan/1',
    observed: { at: facts.at, approvalStatus: candidate.approvalStatus },
    account: facts.account,
    region: facts.region,
    endpoint: endpoint.name,
    endpointArn: endpoint.arn,
    strategy: 'variant-weights',
    stable: served(stable, live.name),
    candidate: released(facts, live.name),
    rollbackTarget: {
      config: endpoint.config,
      model: stable.model,
      weight: figures.weight,
      instances,
    },
    liveConfig,
    candidateModel: sealModel(model),
    differences: [
      ...differences(facts, model, liveConfig),
      ...captureDifferences(liveConfig, spec.shadow?.compare),
    ],
    peakInstances: peakInstances(scaling?.max ?? instances, spec.shadow !== undefined),
    ...(scaling && { scaling }),
    gates: approvalGates(spec),
    checks,
    alarms: facts.alarms.map((alarm) => plannedAlarm(alarm, live.name)),
    ...timesOf(spec),
    ...shadowOf(spec, answers),
    ...wishesOf(spec),
  });
}

function served({ model, package: from }: Facts['stable'], variant: string): ServedModel {
  if (!from) return { version: model, model, variant };
  return { version: from.version, packageArn: from.arn, model, variant };
}

function released({ candidate, images, artifacts }: Facts, stable: string): CandidateModel {
  return {
    version: candidate.version,
    packageArn: candidate.arn,
    variant: nextVariant(stable),
    images: images.map(({ image, digest }) => ({
      image,
      digest: digest ?? missing(`digest of ${image}`),
    })),
    artifacts: artifacts.map(({ uri, found }) => found ?? missing(`artifact ${uri}`)),
    lineage: candidate.lineage,
  };
}

/** Every share and every wait. A bake the spec has no word for borrows from its neighbour. */
function timesOf(spec: ReleaseSpec) {
  const steps = planSteps(spec);
  const { periodSeconds, settleSeconds } = spec.metrics;
  return {
    steps,
    fleetBakeSeconds: Math.min(
      longestFleetBake,
      Math.ceil((steps[0]?.bakeSeconds ?? longestFleetBake) / 2),
    ),
    watchSeconds: spec.watch.seconds,
    finalBakeSeconds: steps.at(-1)?.bakeSeconds ?? spec.watch.seconds,
    metrics: { periodSeconds, settleSeconds },
  };
}

function shadowOf(
  { shadow }: ReleaseSpec,
  answers: PlannedGates['answers'],
): Pick<ReleasePlan, 'shadow'> {
  return shadow ? { shadow: { seconds: shadow.seconds, ...(answers && { answers }) } } : {};
}

/** What the spec says and no fact changes. */
function wishesOf(spec: ReleaseSpec) {
  return {
    risk: spec.risk,
    registry: spec.registry,
    finish: spec.finish,
    onInconclusive: spec.onInconclusive,
    ...(spec.acceptInconclusive && { acceptInconclusive: true }),
    ...(spec.smoke && { smoke: spec.smoke }),
    ...(spec.notify && { notify: spec.notify }),
    ...(spec.runbook !== undefined && { runbook: spec.runbook }),
    ...(spec.description !== undefined && { description: spec.description }),
  };
}

/**
 * Instances during the largest update: each brings up a whole new fleet beside the old one. Both variants are raised
 * beside the stable alone, or beside the stable and its shadow.
 */
function peakInstances(instances: number, shadow: boolean): number {
  return instances * (shadow ? 4 : 3);
}

/** An alarm gets a twin where its dimensions name the variant; others see both variants or neither. */
function plannedAlarm({ name, definition }: AlarmFacts, stable: string): PlannedAlarm {
  const rule = definition ?? missing(`definition of alarm ${name}`);
  const aimed = alarmDimensions(rule).some((dimension) => dimension.name === 'VariantName');
  return {
    name,
    definition: rule,
    ...(aimed && { variant: stable, twin: twinName(name) }),
  };
}

function only<Item>(items: readonly Item[], what: string): Item {
  const [item] = items;
  if (items.length !== 1 || item === undefined)
    throw new Error(`${items.length} of ${what}, not 1`);
  return item;
}

function missing(what: string): never {
  throw new Error(`no ${what}: a refusal must have named it`);
}

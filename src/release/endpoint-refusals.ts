import { modelContainers } from './candidate-model';
import type { Facts, VariantFacts } from './facts';
import { numberAt, objectAt, objectsAt, textAt, unknownKeys } from './json-access';
import type { JsonObject } from './canonical';
import {
  configFields,
  modelContainerFields,
  modelFields,
  otherStrategies,
  variantFields,
} from './known-fields';
import type { Refusal } from './refusal';
import { scalingRefusals } from './scaling-refusals';
import type { ReleaseSpec } from './spec';

/** SageMaker allows 63 characters, and the candidate's variant is named `<N>-next`. */
const longestVariant = 58;

/** What about the live endpoint, its config, its model or its scaling keeps a release from starting. */
export function endpointRefusals(spec: ReleaseSpec, facts: Facts): Refusal[] {
  const sentences = [
    ...stateSentences(facts),
    ...shapeSentences(facts),
    ...configSentences(facts),
    ...modelSentences(facts),
    ...metricSentences(spec, facts),
    ...scalingRefusals(facts),
    ...facts.unknownMembers.map(
      (path) =>
        `${path} is a field of AWS that this version of Slipway does not know and would lose. Update Slipway, or remove the field.`,
    ),
  ];
  return sentences.map((sentence) => ({ type: 'Refused', sentence }));
}

function stateSentences({ endpoint }: Facts): string[] {
  const { name, status, pendingConfig, failureReason } = endpoint;
  if (status === 'InService' && pendingConfig === undefined) return [];
  const to = pendingConfig === undefined ? '' : ` (to config ${pendingConfig})`;
  const why = failureReason ? `: ${failureReason}` : '';
  return [
    `endpoint ${name} is ${status}${to}, not InService${why}. Wait until the change is over, or repair the endpoint, then plan again.`,
  ];
}

function shapeSentences({ endpoint }: Facts): string[] {
  const { name, variants, shadows } = endpoint;
  const sentences = shadows.map(
    (shadow) =>
      `endpoint ${name} mirrors traffic to shadow variant ${shadow} already. End that shadow test first.`,
  );
  const [variant] = variants;
  if (variants.length !== 1 || !variant) {
    const shares = variants.map((each) => `${each.name} (weight ${each.weight})`).join(', ');
    const what = `endpoint ${name} has ${variants.length} production variants: ${shares || 'none'}.`;
    return [
      ...sentences,
      `${what} Slipway releases to exactly one. Update it to one variant first.`,
    ];
  }
  return [...sentences, ...liveSentences(name, variant)];
}

function liveSentences(endpoint: string, variant: VariantFacts): string[] {
  const { name, weight, desiredWeight, instances, desiredInstances } = variant;
  const sentences: string[] = [];
  if (name.length > longestVariant)
    sentences.push(
      `variant ${name} has ${name.length} characters; with -next added it passes AWS's 63. Give the endpoint a variant name of at most ${longestVariant}.`,
    );
  if (desiredWeight <= 0)
    sentences.push(
      `variant ${name} of ${endpoint} has weight ${desiredWeight}, so nothing serves. Set its weight to 1.`,
    );
  if (weight !== desiredWeight || instances !== desiredInstances)
    sentences.push(
      `variant ${name} of ${endpoint} is on its way from ${instances} to ${desiredInstances} instances and from weight ${weight} to ${desiredWeight}. Wait until it is there.`,
    );
  return sentences;
}

function configSentences({ config, endpoint }: Facts): string[] {
  const where = `endpoint config ${endpoint.config}`;
  const sentences = unknown(where, config, configFields);
  if (config.AsyncInferenceConfig !== undefined)
    sentences.push(`${where} is for asynchronous inference, which Slipway does not release yet.`);
  for (const variant of objectsAt(config, 'ProductionVariants')) {
    const seat = `${where}, variant ${textAt(variant, 'VariantName') ?? ''}`;
    sentences.push(...unknown(seat, variant, variantFields));
    for (const [field, name] of Object.entries(otherStrategies))
      if (variant[field] !== undefined)
        sentences.push(`${seat} uses ${name} (${field}), which Slipway does not release yet.`);
    if (variant.ModelName === undefined)
      sentences.push(`${seat} hosts inference components, which Slipway does not release yet.`);
  }
  return sentences;
}

function modelSentences({ stable, endpoint }: Facts): string[] {
  const where = `model ${stable.model}`;
  if (stable.document === undefined) {
    if (stable.model === '') return [];
    return [
      `${where} of ${endpoint.config} no longer exists, so there is no way back to it. Release from an endpoint whose model still exists.`,
    ];
  }
  const containers = modelContainers(stable.document).flatMap((container, index) => {
    const sentences = unknown(`${where}, container ${index + 1}`, container, modelContainerFields);
    if ((textAt(container, 'Mode') ?? 'SingleModel') === 'SingleModel') return sentences;
    return [
      ...sentences,
      `${where}, container ${index + 1} serves many models (Mode ${textAt(container, 'Mode') ?? ''}), which Slipway does not release yet.`,
    ];
  });
  return [...unknown(where, stable.document, modelFields), ...containers];
}

/** Without enhanced metrics SageMaker publishes invocations every minute, whatever the frequency says. */
function metricSentences({ metrics }: ReleaseSpec, { config, endpoint }: Facts): string[] {
  const settings = objectAt(config, 'MetricsConfig');
  const frequency = numberAt(settings, 'MetricPublishFrequencyInSeconds') ?? 60;
  const published = settings.EnableEnhancedMetrics === true ? frequency : 60;
  const { periodSeconds } = metrics;
  if (periodSeconds >= published && periodSeconds % published === 0) return [];
  return [
    `the spec judges periods of ${periodSeconds} s, but endpoint config ${endpoint.config} publishes its metrics every ${published} s. Use a metrics period of ${published} s, or deploy a config with EnableEnhancedMetrics and a MetricPublishFrequencyInSeconds of ${periodSeconds} first.`,
  ];
}

function unknown(where: string, value: JsonObject, known: readonly string[]): string[] {
  return unknownKeys(value, known).map(
    (field) =>
      `${where} has a field ${field} that Slipway does not know how to carry over. Remove it, or use a version of Slipway that knows it.`,
  );
}

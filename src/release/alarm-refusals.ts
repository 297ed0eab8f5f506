import { alarmDimensions } from './alarm-twin';
import type { AlarmFacts, Facts } from './facts';
import type { Refusal } from './refusal';
import type { ReleaseSpec } from './spec';

/** What about the spec's alarms keeps them from guarding this release. */
export function alarmRefusals(spec: ReleaseSpec, facts: Facts): Refusal[] {
  if (facts.alarms.length === 0 && spec.noAlarms !== true)
    return [
      refused(
        'the spec names no alarms. Name at least one, or consent with alarms: none-i-accept.',
      ),
    ];
  return facts.alarms.flatMap((alarm) => {
    if (alarm.kind === 'missing')
      return [
        {
          type: 'NotFound' as const,
          sentence: `alarm ${alarm.name} does not exist in ${facts.account}, ${facts.region}. Create it, or correct its name in the spec.`,
        },
      ];
    return [
      ...kindSentences(alarm),
      ...stateSentences(alarm),
      ...aimSentences(alarm, facts),
      ...silenceSentences(alarm),
    ].map(refused);
  });
}

const refused = (sentence: string): Refusal => ({ type: 'Refused', sentence });

function kindSentences({ name, kind }: AlarmFacts): string[] {
  if (kind === 'metric') return [];
  return [
    `alarm ${name} is a ${kind} alarm, which Slipway can't put on the candidate yet. Name the metric alarms behind it.`,
  ];
}

function stateSentences({ name, state, stateReason }: AlarmFacts): string[] {
  if (state === 'OK') return [];
  const why = stateReason ? `: ${stateReason}` : '';
  const advice =
    state === 'INSUFFICIENT_DATA'
      ? 'It has nothing to judge by, so it guards nothing; give it data, or leave it out.'
      : 'Mend what it reports before releasing on top of it.';
  return [`alarm ${name} is in ${state ?? 'no known state'}${why}. ${advice}`];
}

/** An alarm on another endpoint, variant or config is quiet whatever the candidate does. */
function aimSentences({ name, definition }: AlarmFacts, { endpoint }: Facts): string[] {
  if (!definition) return [];
  const [variant] = endpoint.variants;
  const wanted: Readonly<Record<string, string | undefined>> = {
    EndpointName: endpoint.name,
    VariantName: endpoint.variants.length === 1 ? variant?.name : undefined,
  };
  const dimensions = alarmDimensions(definition);
  const wrong = dimensions.filter(
    ({ name: key, value }) => wanted[key] !== undefined && wanted[key] !== value,
  );
  const sentences = wrong.map(
    ({ name: key, value }) =>
      `alarm ${name} watches ${key} ${value}, not ${wanted[key] ?? ''}. Name an alarm of this endpoint's variant.`,
  );
  if (dimensions.some(({ name: key }) => key === 'EndpointConfigName'))
    sentences.push(
      `alarm ${name} watches one endpoint config by name, and a release changes the config. Name an alarm without EndpointConfigName.`,
    );
  return [...new Set(sentences)];
}

/** The stable's variant falls silent on purpose; an alarm that takes silence for harm would stop every release at its end. */
function silenceSentences({ name, definition }: AlarmFacts): string[] {
  if (definition?.TreatMissingData !== 'breaching') return [];
  if (!alarmDimensions(definition).some((dimension) => dimension.name === 'VariantName')) return [];
  return [
    `alarm ${name} treats missing data as breaching, and its variant has no traffic once the candidate serves everything. Set TreatMissingData to missing, or leave it out.`,
  ];
}

import type { CallLine } from '../../../src/sandbox/log-line';
import { linesOf } from '../../../src/sandbox/log-reader';
import { changesOf, isOwn, momentsOf, textIn } from './release-record';
import type { ReleaseRecord } from './release-record';

/** The calls by which a release makes and removes things of its own, and how each names them. */
const makers = [
  { make: 'CreateModel', remove: 'DeleteModel', name: 'ModelName', removed: 'ModelName' },
  {
    make: 'CreateEndpointConfig',
    remove: 'DeleteEndpointConfig',
    name: 'EndpointConfigName',
    removed: 'EndpointConfigName',
  },
  { make: 'PutMetricAlarm', remove: 'DeleteAlarms', name: 'AlarmName', removed: 'AlarmNames' },
] as const;

/** I5: what the release made is gone, serves, or is named as left behind. */
export function orphans(record: ReleaseRecord): readonly string[] {
  const { plan, outcome, endedAt } = record;
  const calls = callsWhileRunning(record);
  const last = momentsOf(record).at(-1)?.now;
  const serving = [last?.config, ...Object.values(last?.variants ?? {}).map(({ model }) => model)];
  // With both variants kept, the twins guard the candidate's and its config goes on serving.
  const keepsAll = outcome.outcome === 'Promoted' && plan.finish === 'keep-both';
  return makers
    .flatMap(({ make, remove, name, removed }) => {
      const made = calls.filter(({ operation }) => operation === make);
      const names = new Set(made.map(({ input }) => textIn(input, name) ?? ''));
      return [...names].filter((each) => {
        const wasMade = made.findLastIndex(({ input }) => textIn(input, name) === each);
        const isGone = calls
          .slice(calls.indexOf(made[wasMade]!))
          .some(
            ({ operation, input }) =>
              operation === remove && namesIn(input, removed).includes(each),
          );
        const isNamed = outcome.leftBehind.some((sentence) => sentence.includes(each));
        return isOurs(record, each) && !isGone && !isNamed && !keepsAll && !serving.includes(each);
      });
    })
    .map((name) => `${endedAt}: ${name} is left, serves nobody and nobody was told`);
}

/** I6: every write says the whole of what it wants, and everything made carries the release's tag. */
export function looseWrites(record: ReleaseRecord): readonly string[] {
  const untagged = callsWhileRunning(record).flatMap(({ at, operation, input }) => {
    const maker = makers.find(({ make }) => make === operation);
    const name = maker && textIn(input, maker.name);
    if (name === undefined || !isOurs(record, name) || isTagged(input)) return [];
    return [`${at}: ${operation} ${name} without the tag slipway:release`];
  });
  const relative = changesOf(record)
    .filter((call) => isOwn(record, call))
    .flatMap((call) => {
      const why =
        call.operation === 'UpdateEndpoint' ? swapFault(record, call) : vectorFault(record, call);
      return why === undefined ? [] : [`${call.at}: ${call.operation} ${why}`];
    });
  return [...untagged, ...relative];
}

const autoscaling = '/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint/';

/** I7: nobody else changes the endpoint meanwhile, unless the story says that somebody does; a scaled one is resized. */
export function secondWriters(record: ReleaseRecord): readonly string[] {
  if (record.otherHands) return [];
  return changesOf(record)
    .filter((call) => !isOwn(record, call))
    .filter(({ caller }) => !(record.plan.scaling && caller.includes(autoscaling)))
    .map(({ at, operation, caller }) => `${at}: ${operation} by ${caller} while the release ran`);
}

function callsWhileRunning(record: ReleaseRecord) {
  const { lines, startedAt, endedAt } = record;
  return linesOf(lines, 'call', { from: startedAt, to: endedAt }).filter(
    (call) => call.ok && isOwn(record, call),
  );
}

const isOurs = ({ plan }: ReleaseRecord, name: string): boolean =>
  Object.values(plan.names).includes(name) || plan.alarms.some(({ twin }) => twin === name);

const isTagged = (input: unknown): boolean =>
  ((input as { Tags?: { Key?: string; Value?: string }[] }).Tags ?? []).some(
    ({ Key, Value }) => Key === 'slipway:release' && Boolean(Value),
  );

function namesIn(input: unknown, member: string): readonly string[] {
  const value = (input as Record<string, unknown>)[member];
  return Array.isArray(value) ? (value as string[]) : [textIn(input, member) ?? ''];
}

function swapFault({ plan }: ReleaseRecord, { input }: CallLine): string | undefined {
  const config = textIn(input, 'EndpointConfigName') ?? '';
  const { RetainAllVariantProperties: retains, ExcludeRetainedVariantProperties: but } = input as {
    RetainAllVariantProperties?: boolean;
    ExcludeRetainedVariantProperties?: readonly { VariantPropertyType?: string }[];
  };
  if (config === plan.rollbackTarget.config) return undefined;
  if (!Object.values(plan.names).includes(config))
    return `to ${config}, which the release did not make`;
  // Autoscaling owns the counts of a scaled variant; its weight is still ours to say.
  if (plan.scaling && retains === true && but?.[0]?.VariantPropertyType === 'DesiredWeight')
    return undefined;
  return retains === false ? undefined : `to ${config} does not say that live counts are not kept`;
}

function vectorFault(
  { plan, lines }: ReleaseRecord,
  call: CallLine & { at: string },
): string | undefined {
  const { DesiredWeightsAndCapacities: desired = [] } = call.input as {
    DesiredWeightsAndCapacities?: { VariantName?: string; DesiredWeight?: number }[];
  };
  const weighted = desired.filter(({ DesiredWeight }) => DesiredWeight !== undefined);
  if (weighted.length === 0) return undefined;
  const live = linesOf(lines, 'serving').findLast(
    ({ at, endpoint }) => endpoint === plan.endpoint && at <= call.at,
  );
  const production = Object.entries(live?.variants ?? {}).filter(([, { shadow }]) => !shadow);
  const left = production
    .map(([name]) => name)
    .filter((name) => !weighted.some(({ VariantName }) => VariantName === name));
  return left.length === 0
    ? undefined
    : `leaves the weight of ${left.join(', ')} as it happens to be`;
}

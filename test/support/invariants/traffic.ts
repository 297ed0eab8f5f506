import type { AlarmLine, LogLine, ServingLine } from '../../../src/sandbox/log-line';
import { linesOf } from '../../../src/sandbox/log-reader';
import { isOwn, isRise, momentsOf, ownMomentsOf, shareOf } from './release-record';
import type { Moment, ReleaseRecord } from './release-record';

/** A timer that fires is no proof to the millisecond. */
const timerMs = 250;

/** I1: the candidate's share rises through the plan's steps in their order, each held for its bake. */
export function unearnedTraffic(record: ReleaseRecord): readonly string[] {
  const { plan, hurried } = record;
  const { version } = plan.candidate;
  const steps = plan.steps.filter(({ kind }) => kind !== 'bake');
  const found: string[] = [];
  let last: Moment | undefined;
  let isTakenBack = false;
  for (const moment of ownMomentsOf(record)) {
    const { now, before, cause } = moment;
    const share = shareOf(now, version);
    if (share < shareOf(before, version) - 0.5) isTakenBack = true;
    if (!isRise(moment, version)) continue;
    const step = steps.shift();
    const says = `${now.at}: ${version} got ${share.toFixed(1)} %`;
    if (isTakenBack) found.push(`${says} after it had been taken back`);
    else if (step === undefined || Math.abs(share - step.percent) > 0.5)
      found.push(`${says}; the plan's next step is ${step?.percent ?? 'none'} %`);
    const heldMs = Date.parse(cause?.at ?? now.at) - Date.parse(last?.now.at ?? now.at);
    const owedMs = last === undefined ? 0 : bakeBefore(record, step?.index) * 1000;
    if (!hurried && last !== undefined && heldMs < owedMs - timerMs)
      found.push(`${says} ${heldMs} ms after the step before, which bakes for ${owedMs} ms`);
    last = moment;
  }
  return found;
}

/** Bake of the step before the one of this index, with the bakes that only prolong it, s. */
function bakeBefore({ plan }: ReleaseRecord, index = plan.steps.length + 1): number {
  const earlier = plan.steps.filter((step) => step.index < index);
  const first = earlier.findLastIndex(({ kind }) => kind !== 'bake');
  return earlier.slice(first).reduce((sum, { bakeSeconds }) => sum + bakeSeconds, 0);
}

/** I2: some production variant has weight, and one of those with weight has an instance. */
export function nowhereToGo(record: ReleaseRecord): readonly string[] {
  return momentsOf(record)
    .filter(({ cause }) => cause === undefined || isOwn(record, cause))
    .filter(({ now }) => !serves(now))
    .map(({ now }) => `${now.at}: no instance of ${now.endpoint} gets traffic`);
}

const serves = ({ variants }: ServingLine): boolean =>
  Object.values(variants).some(
    ({ shadow, weight, instances }) => !shadow && weight > 0 && instances > 0,
  );

/** I4: the stable keeps the capacity it had, until the final configuration stands in its place with as much. */
export function lostCapacity(record: ReleaseRecord): readonly string[] {
  const { plan } = record;
  const { instances: needed } = plan.rollbackTarget;
  return ownMomentsOf(record).flatMap(({ now, before }) => {
    const isFinal = now.config === plan.names.finalConfig;
    const version = isFinal ? plan.candidate.version : plan.stable.version;
    const has = instancesOf(now, version);
    // What somebody else took away is not the release's doing; it may not take away more.
    const had = isFinal ? needed : Math.min(needed, instancesOf(before, version) || needed);
    return has >= had ? [] : [`${now.at}: ${version} has ${has} instances, had ${had}`];
  });
}

const instancesOf = ({ variants }: ServingLine, version: string): number =>
  Object.values(variants)
    .filter((variant) => variant.version === version && !variant.shadow)
    .reduce((sum, { instances }) => sum + instances, 0);

/** An alarm is read, then the weight is changed: what happens between the two can't be known. One poll of a bake, ms. */
const readToWriteMs = 10_000;

/** I8: no rise of the candidate's share while an alarm of the release is in ALARM. */
export function risesInAlarm(record: ReleaseRecord): readonly string[] {
  const { plan, lines } = record;
  const names = plan.alarms.flatMap(({ name, twin }) =>
    twin === undefined ? [name] : [name, twin],
  );
  const changes = linesOf(lines, 'alarm').filter(({ name }) => names.includes(name));
  return ownMomentsOf(record)
    .filter((moment) => isRise(moment, plan.candidate.version))
    .flatMap(({ now, cause }) => {
      const at = cause?.at ?? now.at;
      const inAlarm = names.filter((name) => isLongInAlarm(changes, name, at));
      return inAlarm.map(
        (name) => `${at}: ${plan.candidate.version} got more while ${name} was in ALARM`,
      );
    });
}

function isLongInAlarm(changes: readonly LogLine<AlarmLine>[], alarm: string, at: string): boolean {
  const last = changes.findLast((line) => line.name === alarm && line.at <= at);
  return last?.to === 'ALARM' && Date.parse(at) - Date.parse(last.at) > readToWriteMs;
}

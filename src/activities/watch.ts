import { activityInfo, ApplicationFailure, heartbeat } from '@temporalio/activity';
import type { ReleaseVerdict } from '../release/verdict';
import { notReadyYet } from './action';
import { alarmFinding } from './alarm-finding';
import { toFailure } from './aws/failure-mapping';
import type { ActivityContext } from './context';
import { endpointFinding, settledFinding } from './endpoint-finding';
import { keep } from './evidence-store';
import { failed, type Finding } from './finding';
import type { WatchInput } from './watch-input';
import { windowFinding } from './window-finding';

/** Without a readable answer for this long the watch fails: a blind watch never reads as OK. */
const blindSeconds = 60;

interface Blindness {
  readonly blindSince?: number;
}

/**
 * One look per attempt: endpoint, alarms, then the judge. It ends with a verdict or asks to be called again; the
 * last live numbers stand in the pending activity. Time is the server's time of the attempt.
 */
export async function watch(context: ActivityContext, input: WatchInput): Promise<ReleaseVerdict> {
  const at = activityInfo().currentAttemptScheduledTimestampMs;
  const finding = await look(context, input, at).catch((error: unknown) => blind(error, input, at));
  heartbeat({});
  if ('live' in finding) throw notReadyYet(finding.live, finding.soon ? 1 : nextLook(input, at));
  const verdict = { ...finding.verdict, at: new Date(at).toISOString() };
  const record = { schema: 'slipway.verdict/1', input, ...verdict, seen: finding.seen };
  return { ...verdict, evidence: await keep(context.store, input.evidence, record) };
}

async function look(context: ActivityContext, input: WatchInput, at: number): Promise<Finding> {
  const endpoint =
    input.until === 'settled'
      ? await settledFinding(context.clients, input, at)
      : await endpointFinding(context.clients, input);
  if (endpoint && 'verdict' in endpoint && endpoint.verdict.result === 'fail') return endpoint;
  const alarms = await alarmFinding(context.clients, input);
  if ('verdict' in alarms) return alarms;
  if (endpoint) return endpoint;
  if (typeof input.until === 'string') return alarms;
  const { endpoint: name, evidence } = input;
  const place = { endpoint: name, window: input.until, evidence };
  return await windowFinding(context, place, alarms, at);
}

/** Fail closed: errors are asked again for a minute, then they are the finding. */
function blind(error: unknown, input: WatchInput, at: number): Finding {
  const failure = toFailure(error, `watch ${input.endpoint}`);
  if (failure.type === 'NotFound') {
    const sentence = `${input.endpoint} or what belongs to it is gone: ${failure.message}`;
    return failed('EndpointGone', sentence, { error: failure.message });
  }
  const { blindSince = at } = (activityInfo().heartbeatDetails ?? {}) as Blindness;
  if (at - blindSince < blindSeconds * 1000) {
    heartbeat({ blindSince });
    throw ApplicationFailure.create({
      type: failure.type ?? 'AwsUnavailable',
      message: failure.message,
      nextRetryDelay: '5s',
    });
  }
  const seconds = Math.round((at - blindSince) / 1000);
  const sentence = `${input.endpoint} could not be watched for ${seconds} s, the limit is ${blindSeconds} s: ${failure.message}`;
  return failed('AlarmsUnreadable', sentence, { error: failure.message, blindSince });
}

/** The next look: after the poll interval, or at the very moment the window has settled. */
function nextLook(input: WatchInput, at: number): number {
  if (typeof input.until === 'string')
    return input.until === 'settled' ? fleetPoll(input, at) : input.pollSeconds;
  const { start, end, gates } = input.until;
  const settleSeconds = gates.length > 0 ? input.until.settleSeconds : 0;
  const length = Date.parse(end) - Date.parse(start);
  const poll = length > 7_200_000 ? 60 : input.pollSeconds;
  const left = (Date.parse(end) + settleSeconds * 1000 - at) / 1000;
  return left > 0 ? Math.min(poll, left + 0.05) : poll;
}

/** Soon at first, then ever less often: DescribeEndpoint has a low quota, and a fleet takes minutes. */
function fleetPoll({ changedAt, since }: WatchInput, at: number): number {
  const waited = (at - Date.parse(changedAt ?? since)) / 1000;
  return Math.min(15, Math.max(1, waited / 4));
}

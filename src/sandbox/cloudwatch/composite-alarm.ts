import type { CompositeAlarm, PutCompositeAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { Checked } from '../service-model/checked';
import { alarmDefaults } from './alarm';
import { alarmsNamedIn, type CompositeRule } from './composite-rule';
import { parseCompositeRule } from './composite-rule-parser';
import { invalid, refuseMembers } from './input';

/** What PutCompositeAlarm set, as DescribeAlarms shows it, beside its understood form. */
export interface CompositeDefinition {
  readonly kind: 'composite';
  readonly shown: CompositeAlarm & { readonly AlarmName: string };
  readonly rule: CompositeRule;
  /** Names of the alarms in the rule, without their ARN's prefix. */
  readonly children: readonly string[];
  readonly suppressor: Suppressor | undefined;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** Holds actions back while `alarm` is in ALARM, and for some time before and after. */
export interface Suppressor {
  readonly alarm: string;
  readonly waitMs: number;
  readonly extensionMs: number;
}

const maxChildren = 100;
type CompositeInput = Checked<PutCompositeAlarmInput>;

/** Understands a PutCompositeAlarm input; throws ValidationException. */
export function readCompositeAlarm(input: CompositeInput): CompositeDefinition {
  refuseMembers(input, ['ActionConfiguration']);
  const { Tags: tags = [], ...given } = input;
  const shown = { ...alarmDefaults, ...given };
  const rule = parseCompositeRule(shown.AlarmRule);
  const children = [...new Set(alarmsNamedIn(rule).map(alarmName))];
  if (children.length > maxChildren) {
    throw invalid(`AlarmRule names ${children.length} alarms; at most ${maxChildren} are allowed.`);
  }
  return { kind: 'composite', shown, rule, children, suppressor: suppressorOf(input), tags };
}

function suppressorOf(input: CompositeInput): Suppressor | undefined {
  const {
    ActionsSuppressor: alarm,
    ActionsSuppressorWaitPeriod: wait,
    ActionsSuppressorExtensionPeriod: extension,
  } = input;
  if (alarm === undefined && wait === undefined && extension === undefined) return undefined;
  if (alarm === undefined || wait === undefined || extension === undefined) {
    throw invalid(
      'ActionsSuppressor, ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must be given together.',
    );
  }
  if (wait < 0 || extension < 0) {
    throw invalid(
      `The suppressor's periods are ${wait} and ${extension} s; neither may be negative.`,
    );
  }
  return { alarm: alarmName(alarm), waitMs: wait * 1000, extensionMs: extension * 1000 };
}

/** An alarm's name, from its name or its ARN. */
export function alarmName(reference: string): string {
  return /^arn:aws[\w-]*:cloudwatch:[^:]*:\d*:alarm:(.+)$/.exec(reference)?.[1] ?? reference;
}

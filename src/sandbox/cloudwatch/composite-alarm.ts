import type { CompositeAlarm } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { alarmsNamedIn, type CompositeRule } from './composite-rule';
import { parseCompositeRule } from './composite-rule-parser';
import { alarmMembers, invalid, notImitated, readInput, text, whole } from './input';

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
const seconds = whole.refine((value) => value >= 0, 'at least 0');

const schema = z.object({
  ...alarmMembers,
  AlarmRule: text.min(1).max(10_240),
  ActionsSuppressor: text.min(1).max(1600).optional(),
  ActionsSuppressorWaitPeriod: seconds.optional(),
  ActionsSuppressorExtensionPeriod: seconds.optional(),
  ActionConfiguration: notImitated,
});

/** Understands and checks a PutCompositeAlarm input; throws ValidationException. */
export function readCompositeAlarm(input: unknown): CompositeDefinition {
  const { Tags: tags, ...shown } = readInput(schema, input);
  const rule = parseCompositeRule(shown.AlarmRule);
  const children = [...new Set(alarmsNamedIn(rule).map(alarmName))];
  if (children.length > maxChildren) {
    throw invalid(`AlarmRule names ${children.length} alarms; at most ${maxChildren} are allowed.`);
  }
  return { kind: 'composite', shown, rule, children, suppressor: suppressorOf(shown), tags };
}

function suppressorOf(shown: Omit<z.output<typeof schema>, 'Tags'>): Suppressor | undefined {
  const {
    ActionsSuppressor: alarm,
    ActionsSuppressorWaitPeriod: wait,
    ActionsSuppressorExtensionPeriod: extension,
  } = shown;
  if (alarm === undefined && wait === undefined && extension === undefined) return undefined;
  if (alarm === undefined || wait === undefined || extension === undefined) {
    throw invalid(
      'ActionsSuppressor, ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must be given together.',
    );
  }
  return { alarm: alarmName(alarm), waitMs: wait * 1000, extensionMs: extension * 1000 };
}

/** An alarm's name, from its name or its ARN. */
export function alarmName(reference: string): string {
  return /^arn:aws[\w-]*:cloudwatch:[^:]*:\d*:alarm:(.+)$/.exec(reference)?.[1] ?? reference;
}

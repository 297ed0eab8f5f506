import { z } from 'zod';
import type { ShadowSpec } from '../release/spec';
import { defaults } from './defaults';
import { writtenGatePoint } from './gate-point';
import { limits, periodSeconds } from './limits';
import { writtenModel } from './model-reference';
import { alarmName, contentType, endpointName, s3Object } from './names';
import { isMapping, list, members, pass, scalar, type Reader } from './reader';
import { duration } from './units';
import { choice, flag, freeText, whole } from './values';
import { page, webhook } from './web-address';
import { writtenCompare } from './written-compare';
import { writtenCheck } from './written-checks';
import { gateTerms, writtenStep } from './written-steps';

const period: Reader<number> = {
  use: `Use ${periodSeconds.join('s, ')}s.`,
  read: (value) => {
    const seconds = duration(limits.seconds).read(value);
    if (typeof seconds !== 'number' || periodSeconds.includes(seconds)) return seconds;
    return { refused: `${seconds}s is not a metric period` };
  },
};

/** `24h`, or `{ for: 24h }`. */
const span = z.unknown().transform((value, context): number => {
  const schema = isMapping(value)
    ? members({ for: scalar(duration(limits.seconds)) }).transform(({ for: seconds }) => seconds)
    : scalar(duration(limits.seconds));
  const result = schema.safeParse(value);
  return result.success ? result.data : pass(context, result.error);
});

const seconds = scalar(duration(limits.seconds)).transform((seconds): ShadowSpec => ({ seconds }));
const compared = members({
  for: scalar(duration(limits.seconds)),
  compare: writtenCompare.optional(),
}).transform(({ for: seconds, compare }): ShadowSpec => ({ seconds, ...(compare && { compare }) }));

/** Mirrored traffic before production's, with or without a comparison of answers, or none. */
const shadow = z.unknown().transform((value, context): ShadowSpec | false => {
  if (value === false) return false;
  const result = (isMapping(value) ? compared : seconds).safeParse(value);
  return result.success ? result.data : pass(context, result.error);
});

/** Names, or the recorded consent to go without. */
const alarms = z.unknown().transform((value, context): readonly string[] | 'none-i-accept' => {
  if (value === 'none-i-accept') return value;
  const use = 'Use [fraud-scorer-5xx], or none-i-accept.';
  const result = list(scalar(alarmName), limits.alarms, use).safeParse(value);
  return result.success ? result.data : pass(context, result.error);
});

const { onInconclusive, metrics } = defaults;

/** The sections of release.yaml as people write them, each with its default; read one by one, so that all faults show at once. */
export const writtenSections = {
  endpoint: scalar(endpointName),
  description: scalar(freeText(limits.description)).optional(),
  model: writtenModel,
  risk: scalar(choice('normal', 'high')).default(defaults.risk),
  registry: scalar(choice('status', 'lifecycle', 'observe')).default(defaults.registry),
  approvals: list(
    members({ ...gateTerms, before: scalar(writtenGatePoint) }),
    limits.approvals,
    'Use [{ before: traffic, within: 4h }].',
  ).default([]),
  shadow: shadow.optional(),
  steps: list(writtenStep, limits.steps, 'Use [{ canary: 5%, bake: 15m }].'),
  checks: list(
    writtenCheck,
    limits.checks,
    'Use [{ metric: Invocation5XXErrors, max: 0.1% }].',
  ).default([]),
  alarms,
  watch: span.default(defaults.watchSeconds),
  finish: scalar(choice('replace', 'keep-both')).default(defaults.finish),
  onInconclusive: members({
    extend: scalar(flag).default(onInconclusive.extend),
    hold: scalar(duration(limits.seconds)).default(onInconclusive.holdSeconds),
  }).default({ extend: onInconclusive.extend, hold: onInconclusive.holdSeconds }),
  acceptInconclusive: scalar(flag).optional(),
  metrics: members({
    period: scalar(period).default(metrics.periodSeconds),
    settle: scalar(duration(limits.settle)).default(metrics.settleSeconds),
    minPeriods: scalar(whole(limits.periods)).default(metrics.minPeriods),
  }).default({
    period: metrics.periodSeconds,
    settle: metrics.settleSeconds,
    minPeriods: metrics.minPeriods,
  }),
  smoke: members({
    payload: scalar(s3Object),
    contentType: scalar(contentType).default(defaults.contentType),
  }).optional(),
  notify: members({ webhook: scalar(webhook) }).optional(),
  runbook: scalar(page).optional(),
};

import { z } from 'zod';
import type { CheckSpec, StepSpec } from '../release/spec';
import { quoted } from './fault';
import { parsedGatePoint } from './gate-point';
import { limits, periodSeconds } from './limits';
import { countMetrics, kindOf, latencyMetrics, resourceMetrics } from './metric';
import { parsedModel } from './model-reference';
import { ownMetric } from './own-metric';
import { alarmName, contentType, endpointName, gateName, person, s3Object } from './names';
import { parsedCompare } from './parsed-compare';
import { isMapping, list, members, pass, refuse, scalar, type Reader } from './reader';
import { choice, flag, freeText, number, whole } from './values';
import { page, webhook } from './web-address';

const seconds = scalar(whole(limits.seconds));

const percentage: Reader<number> = {
  use: 'Use 0.05 for 5%.',
  read: (value) => {
    const ratio = number(limits.share).read(value);
    // Whole percents only; the tolerance is for ratios that binary fractions can't hold.
    return typeof ratio !== 'number' || Math.abs(ratio * 100 - Math.round(ratio * 100)) < 1e-6
      ? ratio
      : { refused: `${ratio} is not a whole percentage` };
  },
};

const period: Reader<number> = {
  use: `Use ${periodSeconds.join(', ')}.`,
  read: (value) =>
    periodSeconds.find((known) => known === value) ?? {
      refused: `${quoted(value)} is not a metric period in seconds`,
    },
};

const share = scalar(percentage);
const stepShapes = {
  canary: members({ kind: scalar(choice('canary')), ratio: share, bakeSeconds: seconds }),
  linear: members({
    kind: scalar(choice('linear')),
    by: share,
    to: share,
    bakeSeconds: seconds,
  }),
  bake: members({ kind: scalar(choice('bake')), bakeSeconds: seconds }),
};

const step = z.unknown().transform((value, context): StepSpec => {
  const kind = scalar(choice('canary', 'linear', 'bake')).safeParse(
    isMapping(value) ? value.kind : undefined,
  );
  if (!kind.success) return pass(context, kind.error);
  const result = stepShapes[kind.data].safeParse(value);
  return result.success ? result.data : pass(context, result.error);
});

const metric = z.unknown().transform((value, context): CheckSpec['metric'] => {
  const known = choice(...countMetrics, ...latencyMetrics, ...resourceMetrics);
  const read = (isMapping(value) ? ownMetric : scalar(known)).safeParse(value);
  return read.success ? read.data : pass(context, read.error);
});

const check = members({
  metric,
  quantile: scalar(number({ min: 0.01, max: 0.9999 })).optional(),
  max: scalar(number(limits.level)).optional(),
  min: scalar(number(limits.level)).optional(),
  increase: scalar(number(limits.increase)).optional(),
  minRequests: scalar(whole(limits.requests)).optional(),
}).transform((read, context): CheckSpec => {
  const kind = kindOf(read.metric);
  const { min, max } = maxOf[kind];
  if ((kind === 'latency') !== (read.quantile !== undefined))
    return refuse(context, 'a latency has a quantile, a count has none', 'Use 0.99.', ['quantile']);
  if (read.max !== undefined && (read.max < min || read.max > max))
    return refuse(context, `${read.max} is no limit`, `Use ${min} to ${max}.`, ['max']);
  return read;
});

const maxOf = { count: limits.ratio, latency: limits.latency, level: limits.level } as const;

const approval = members({
  name: scalar(gateName).optional(),
  before: scalar(parsedGatePoint),
  from: list(scalar(person), limits.people, 'Use a list of names.'),
  withinSeconds: scalar(whole(limits.within)),
  count: scalar(whole(limits.approvers)),
  onTimeout: scalar(choice('reject', 'hold')),
  notRequester: scalar(flag),
});

/** The sections of a ReleaseSpec as it crosses Temporal: every default spelled out, seconds and ratios. */
export const parsedSections = {
  endpoint: scalar(endpointName),
  description: scalar(freeText(limits.description)).optional(),
  model: parsedModel,
  risk: scalar(choice('normal', 'high')),
  registry: scalar(choice('status', 'lifecycle', 'observe')),
  approvals: list(
    approval,
    { min: 0, max: limits.approvals.max + limits.steps.max },
    'Use a list.',
  ),
  shadow: members({ seconds, compare: parsedCompare.optional() }).optional(),
  steps: list(step, limits.steps, 'Use a list of steps.'),
  checks: list(check, { ...limits.checks, min: 0 }, 'Use a list of checks.'),
  alarms: list(scalar(alarmName), { ...limits.alarms, min: 0 }, 'Use a list of alarm names.'),
  noAlarms: scalar(flag).optional(),
  watch: members({ seconds }),
  finish: scalar(choice('replace', 'keep-both')),
  onInconclusive: members({ extend: scalar(flag), holdSeconds: seconds }),
  acceptInconclusive: scalar(flag).optional(),
  metrics: members({
    periodSeconds: scalar(period),
    settleSeconds: scalar(whole(limits.settle)),
    minPeriods: scalar(whole(limits.periods)),
  }),
  smoke: members({ payload: scalar(s3Object), contentType: scalar(contentType) }).optional(),
  notify: members({ webhook: scalar(webhook) }).optional(),
  runbook: scalar(page).optional(),
};

import type { ApprovalSpec, CheckSpec, GatePoint, Risk } from '../release/spec';
import { pointText } from './gate-point';

const day = 86_400;

/** What a spec means where it says nothing; one place, read by the parser and the docs' test. */
export const defaults = {
  risk: 'normal',
  registry: 'status',
  finish: 'replace',
  shadowSecondsAtHighRisk: day,
  watchSeconds: 1800,
  onInconclusive: { extend: true, holdSeconds: 14_400 },
  metrics: { periodSeconds: 60, settleSeconds: 60, minPeriods: 10 },
  contentType: 'application/json',
  approval: {
    from: [] as readonly string[],
    withinSeconds: day,
    count: 1,
    onTimeout: 'reject',
    notRequester: false,
  },
} as const;

/** Errors, and latency against the stable; model errors are left out, because they count bad requests of clients too. */
export const defaultChecks: readonly CheckSpec[] = [
  { metric: 'Invocation5XXErrors', max: 0.001 },
  { metric: 'ModelLatency', quantile: 0.99, increase: 0.2 },
];

/** The gates no spec can leave out: one before production, and at high risk one before traffic, with the shadow's evidence. */
export function standingGates(given: readonly ApprovalSpec[], risk: Risk): ApprovalSpec[] {
  const missing: GatePoint[] = [];
  if (!given.some(({ before }) => before === 'production')) missing.push('production');
  const beforeTraffic = given.some(
    ({ before }) => before === 'traffic' || (typeof before !== 'string' && before.step === 1),
  );
  if (risk === 'high' && !beforeTraffic) missing.push('traffic');
  return missing.map((before) => ({ ...defaults.approval, name: gateNameFor(before), before }));
}

/** `before-traffic`, `before-step-2`. */
export function gateNameFor(before: GatePoint): string {
  return `before-${pointText(before).replace(' ', '-')}`;
}

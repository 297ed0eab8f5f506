import type { ApprovalSpec, ReleaseSpec, StepSpec } from '../release/spec';
import { expandSteps } from '../release/steps';
import { defaults } from './defaults';
import type { Draft } from './draft';
import type { Path } from './fault';
import { pointOrder } from './gate-point';
import type { SectionsRead } from './sections';
import type { writtenSections } from './written-spec';
import type { WrittenStep } from './written-steps';

export type Written = SectionsRead<typeof writtenSections>;

/** Where the parts of a draft came from: a step or a gate may stand elsewhere in the text. */
export interface Origins {
  readonly steps: readonly Path[];
  readonly approvals: readonly Path[];
}

/** What people wrote as a spec: gates taken out of the steps and put in order, defaults that depend on others filled in. */
export function draftOf(written: Written): { readonly draft: Draft; readonly origins: Origins } {
  const { steps: lines = [], watch, onInconclusive, metrics, alarms } = written;
  const gates = placedGates(written);
  const draft: Draft = {
    endpoint: written.endpoint,
    description: written.description,
    model: written.model,
    risk: written.risk,
    registry: written.registry,
    checks: written.checks,
    finish: written.finish,
    smoke: written.smoke,
    notify: written.notify,
    runbook: written.runbook,
    ...(written.acceptInconclusive !== undefined && {
      acceptInconclusive: written.acceptInconclusive,
    }),
    ...shadowOf(written),
    approvals: written.approvals && gates.map(({ gate }) => gate),
    steps: written.steps?.filter(isStep),
    alarms: alarms === 'none-i-accept' ? [] : alarms,
    ...(alarms === 'none-i-accept' && { noAlarms: true }),
    watch: watch === undefined ? undefined : { seconds: watch },
    onInconclusive: onInconclusive && {
      extend: onInconclusive.extend,
      holdSeconds: onInconclusive.hold,
    },
    metrics: metrics && {
      periodSeconds: metrics.period,
      settleSeconds: metrics.settle,
      minPeriods: metrics.minPeriods,
    },
  };
  const origins = {
    steps: lines.flatMap((line, index) => (isStep(line) ? [['steps', index]] : [])),
    approvals: gates.map(({ origin }) => origin),
  };
  return { draft, origins };
}

interface PlacedGate {
  readonly gate: ApprovalSpec;
  readonly origin: Path;
}

/** An approval among the steps stands before the step that follows it, counted as the plan counts. */
function placedGates({ approvals = [], steps: lines = [] }: Written): PlacedGate[] {
  const gates = approvals.map(({ within: withinSeconds, ...terms }, index): PlacedGate => ({
    gate: { ...terms, withinSeconds },
    origin: ['approvals', index],
  }));
  lines.forEach((line, index) => {
    if (isStep(line)) return;
    const passed = expandSteps(lines.slice(0, index).filter(isStep));
    gates.push({
      gate: { ...line.terms, before: { step: passed.length + 1 } },
      origin: ['steps', index, 'approval'],
    });
  });
  return gates.sort((a, b) => pointOrder(a.gate.before) - pointOrder(b.gate.before));
}

function isStep(line: WrittenStep): line is StepSpec {
  return line.kind !== 'approval';
}

function shadowOf(written: Written): { shadow?: ReleaseSpec['shadow']; noShadow: boolean } {
  if (!('shadow' in written)) return { shadow: undefined, noShadow: false };
  const byRisk = written.risk === 'high' && { seconds: defaults.shadowSecondsAtHighRisk };
  const shadow = written.shadow ?? byRisk;
  return shadow === false ? { shadow: undefined, noShadow: true } : { shadow, noShadow: false };
}

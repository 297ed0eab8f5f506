import type { ApprovalGate } from './plan';
import type { ApprovalSpec, GatePoint, ReleaseSpec } from './spec';

const dayInSeconds = 86_400;
const standing = { from: [], withinSeconds: dayInSeconds, count: 1, notRequester: false } as const;
const order: readonly string[] = ['production', 'shadow', 'traffic', 'step', 'watch', 'final'];

/**
 * The gates of a release in the order they open. One stands before production always, whatever the spec says;
 * with high risk one stands before traffic too, where the shadow's evidence is on the table.
 */
export function approvalGates({ approvals, risk }: ReleaseSpec): ApprovalGate[] {
  const required: GatePoint[] = risk === 'high' ? ['production', 'traffic'] : ['production'];
  const missing = required.filter((point) => !approvals.some(({ before }) => before === point));
  const added = missing.map((before): ApprovalSpec => ({
    ...standing,
    before,
    onTimeout: 'reject',
  }));
  const gates = [...added, ...approvals].sort((a, b) => rank(a.before) - rank(b.before));
  return named(gates);
}

/** `before-production`, `before-step-2`. */
export function gateName(before: GatePoint): string {
  return typeof before === 'string' ? `before-${before}` : `before-step-${before.step}`;
}

function rank(before: GatePoint): number {
  if (typeof before === 'string') return order.indexOf(before);
  return order.indexOf('step') + before.step / 1000;
}

/** Names are how people address a gate: a second one at the same point is numbered. */
function named(gates: readonly ApprovalSpec[]): ApprovalGate[] {
  const taken = new Set(gates.flatMap(({ name }) => (name === undefined ? [] : [name])));
  return gates.map((gate) => {
    if (gate.name !== undefined) return { ...gate, name: gate.name };
    let name = gateName(gate.before);
    for (let count = 2; taken.has(name); count++) name = `${gateName(gate.before)}-${count}`;
    taken.add(name);
    return { ...gate, name };
  });
}

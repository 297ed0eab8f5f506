import type { LatencyGate, RatioGate } from '../../src/judge/gate';
import { plannedGates } from '../../src/release/planned-gates';
import { parseSpec } from '../../src/spec/parse-spec';

// Names no check: what is judged are the gates that every release has by default.
const written = `
endpoint: bench
model: bench/1
steps:
  - { canary: 5%, bake: 30m }
alarms: none-i-accept
`;

function defaultGates(): { readonly errors: RatioGate; readonly latency: LatencyGate } {
  const parsed = parseSpec(written, 'release.yaml');
  if (!parsed.ok) throw new Error(`The bench's spec has faults: ${JSON.stringify(parsed.faults)}.`);
  const gates = plannedGates(parsed.spec).checks;
  const errors = gates.find((gate) => gate.kind === 'ratio');
  const latency = gates.find((gate) => gate.kind === 'latency');
  if (!errors || !latency)
    throw new Error('A release has no gate on errors or latency by default.');
  return { errors, latency };
}

/** 5xx at most 0.1 %, and p99 at most 20 % above the stable. */
export const { errors: errorGate, latency: latencyGate } = defaultGates();

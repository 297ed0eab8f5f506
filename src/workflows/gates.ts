import { gateCode } from '../release/decision';
import type { Stop } from '../release/outcome';
import type { ApprovalGate } from '../release/plan';
import type { GatePoint } from '../release/spec';
import { act, watches } from './acts';
import { beside } from './beside';
import type { Release } from './release';
import { stopOf } from './stage';

/** Opens, one after the other, the gates that stand before a point; a stop means somebody or something said no. */
export async function passGates(release: Release, point: GatePoint): Promise<Stop | undefined> {
  for (const gate of release.plan.gates.filter((known) => samePoint(known.before, point))) {
    const stop = await passGate(release, gate);
    if (stop) return stop;
  }
  return undefined;
}

async function passGate(release: Release, gate: ApprovalGate): Promise<Stop | undefined> {
  const { board, people } = release;
  const before = board.state;
  const opened = Date.now();
  const closes = new Date(opened + gate.withinSeconds * 1000).toISOString();
  const code = gateCode(release.plan, gate, release.log.dossier().head);
  people.openAt({ gate, code, opened: new Date(opened).toISOString(), closes, approvals: [] });
  const who = gate.from.length > 0 ? ` from ${gate.from.join(', ')}` : '';
  const sentence = `gate ${gate.name} waits for ${gate.count} approval${gate.count > 1 ? 's' : ''}${who}`;
  board.show({
    state: 'WaitingForApproval',
    reason: 'GateOpen',
    sentence,
    next: {
      what: gate.onTimeout === 'reject' ? 'without a decision the release ends' : 'waits on',
      at: closes,
    },
  });
  release.notices.send(
    'gate-open',
    sentence,
    `slipway approve ${release.plan.endpoint} --reason "…"`,
  );
  try {
    const stop = await decided(release, gate);
    if (!stop) board.show({ state: before.state, reason: 'Approved' });
    return stop;
  } finally {
    people.closeGate();
    board.render();
  }
}

async function decided(release: Release, gate: ApprovalGate): Promise<Stop | undefined> {
  const { people } = release;
  const registry = watchRegistry(release);
  try {
    const answered = (): boolean => people.approved || people.rejected !== undefined;
    let { met, breach } = await release.vigil(`gate ${gate.name}`, answered, gate.withinSeconds);
    if (!met && !breach && gate.onTimeout === 'hold') {
      release.notices.send(
        'stalled',
        `gate ${gate.name} is past its time and still open`,
        'approve or reject',
      );
      ({ met, breach } = await release.vigil(`gate ${gate.name}, past its time`, answered));
    }
    if (breach) return stopOf(breach);
  } finally {
    registry.stop();
  }
  if (people.rejected) {
    const { by, reason, source } = people.rejected;
    return {
      cause: 'rejection',
      reason: source === 'registry' ? 'RejectedInRegistry' : 'RejectedByPerson',
      sentence: `rejected at gate ${gate.name} by ${by}${reason ? `: ${reason}` : ''}`,
      candidateFailed: source !== 'registry',
    };
  }
  if (people.approved) return undefined;
  return {
    cause: 'expiry',
    reason: 'GateExpired',
    sentence: `gate ${gate.name} closed without a decision`,
    candidateFailed: false,
  };
}

/** A status change made in the Model Registry itself decides too; it is verified by the registry's own record. */
function watchRegistry(release: Release): { stop: () => void } {
  const { candidate, observed } = release.plan;
  return beside(async () => {
    const change = await act(watches.watchApproval, 'watch the Model Registry', {
      packageArn: candidate.packageArn,
      since: release.registryStatus ?? observed.approvalStatus,
    });
    const verb = change.status === 'Approved' ? 'approve' : 'reject';
    release.people.decide(verb, { reason: change.description }, 'registry', change.by);
  });
}

function samePoint(a: GatePoint, b: GatePoint): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.step === b.step;
}

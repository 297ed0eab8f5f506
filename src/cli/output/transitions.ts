import type { ReleaseStatus } from '../../release/status';

/** What changed between two looks at a release, as one record; undefined where nothing did that people wait for. */
export interface Transition {
  readonly state: ReleaseStatus['state'];
  readonly outcome: ReleaseStatus['outcome'];
  readonly reason: string;
  readonly stage: string;
  readonly step: number | null;
  readonly traffic: number;
  readonly gate: string | null;
  readonly code: string | null;
  readonly approvals: number;
  readonly sentence: string;
}

/** The transition that led to this look; the first look always is one. */
export function transition(
  previous: ReleaseStatus | undefined,
  status: ReleaseStatus,
): Transition | undefined {
  const now = momentOf(status);
  if (!previous) return now;
  const before = momentOf(previous);
  const changed = (Object.keys(now) as (keyof Transition)[]).some(
    (member) => now[member] !== before[member],
  );
  return changed ? now : undefined;
}

/** `2026-11-21T03:20:11Z  Baking  5 % on fraud/2: step 1 of 4 …` */
export function transitionLine(status: ReleaseStatus, time: Date): string {
  const { outcome, state, traffic, candidate, openGate, sentence } = status;
  const where = [
    `${traffic.candidate} % on ${candidate}`,
    ...(openGate ? [`gate ${openGate.name} ${openGate.approvals} of ${openGate.needed}`] : []),
  ];
  const word = (outcome ?? state).padEnd(18);
  return `${time.toISOString().slice(0, 19)}Z  ${word}  ${where.join(', ')}: ${sentence}`;
}

function momentOf(status: ReleaseStatus): Transition {
  const { state, outcome, reason, stage, step, traffic, openGate, sentence } = status;
  return {
    state,
    outcome,
    reason,
    stage,
    step,
    traffic: traffic.candidate,
    gate: openGate?.name ?? null,
    code: openGate?.code ?? null,
    approvals: openGate?.approvals ?? 0,
    sentence,
  };
}

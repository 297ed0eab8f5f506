/** Why a comparison with a baseline says what it says, beside the reasons it shares with metrics. */
export type DriftReason = 'drifted' | 'constraint-broken' | DriftInconclusiveReason;

export type DriftInconclusiveReason =
  'drift-suspected' | 'too-few-rows' | 'unreadable-rows' | 'baseline-unusable';

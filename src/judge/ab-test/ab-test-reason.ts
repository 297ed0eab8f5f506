/** Why an A/B test says what it says, beside the reasons it shares with metrics. */
export type AbTestReason = 'better-than-stable' | 'worse-than-stable' | AbTestInconclusiveReason;

export type AbTestInconclusiveReason =
  | 'no-difference'
  | 'difference-not-proven'
  | 'out-of-time'
  | 'too-few-conversions'
  | 'partial-week';

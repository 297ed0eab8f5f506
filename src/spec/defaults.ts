const day = 86_400;

/** What a spec means where it says nothing; default checks and standing gates are added by the plan. */
export const defaults = {
  risk: 'normal',
  registry: 'status',
  finish: 'replace',
  shadowSecondsAtHighRisk: day,
  watchSeconds: 1800,
  /** Captures were seen in S3 within one to two minutes. */
  compare: { agreement: 0.99, overlap: 0.9, settleSeconds: 180 },
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

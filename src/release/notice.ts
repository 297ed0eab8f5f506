export type NoticeKind = 'gate-open' | 'rolled-back' | 'needs-human' | 'stalled';

/** What goes to the webhook: enough to act on without opening anything else. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly endpoint: string;
  readonly stable: string;
  readonly candidate: string;
  readonly sentence: string;
  readonly wayBack: string;
  readonly nextAction: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly namespace: string;
  readonly at: string;
}

import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { Notice, NoticeKind } from '../release/notice';
import type { ReleasePlan } from '../release/plan';
import type { ReleaseStatus } from '../release/status';
import { act, outbox } from './acts';

/** The outbox: each notice is an abandoned child, so a dead webhook never blocks a release and outlives it. */
export class Notices {
  private readonly started: Promise<unknown>[] = [];

  constructor(
    private readonly plan: ReleasePlan,
    private readonly status: () => ReleaseStatus,
  ) {}

  send(kind: NoticeKind, sentence: string, nextAction: string): void {
    const webhook = this.plan.notify?.webhook;
    if (!webhook) return;
    const { workflowId, runId, originalExecutionRunId, namespace } = workflowInfo();
    const status = this.status();
    const notice: Notice = {
      kind,
      endpoint: this.plan.endpoint,
      stable: this.plan.stable.version,
      candidate: this.plan.candidate.version,
      sentence,
      wayBack: `${status.wayBack.what} (takes ${status.wayBack.takes})`,
      nextAction,
      workflowId,
      runId,
      namespace,
      at: new Date().toISOString(),
    };
    const child = startChild(deliverNotice, {
      workflowId: `notice/${originalExecutionRunId}/${this.started.length + 1}`,
      args: [{ webhook, notice }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `${kind}: ${this.plan.endpoint}`,
    });
    this.started.push(child.catch(() => undefined));
  }

  /** Before a release closes: its notices must have been started, not delivered. */
  async handedOver(): Promise<void> {
    await Promise.all(this.started);
  }
}

/** Delivers one notice; asked again for a day while the webhook does not answer 2xx. */
export async function deliverNotice(input: { webhook: string; notice: Notice }): Promise<void> {
  await act(outbox.sendNotice, `notify: ${input.notice.kind}`, input);
}

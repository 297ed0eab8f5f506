import { CancellationScope, condition, workflowInfo } from '@temporalio/workflow';
import type { WatchInput } from '../activities/watch-input';
import type { EvidenceAddress } from '../activities/evidence-store';
import type { EndpointShape } from '../release/endpoint-shape';
import { checklistOf } from '../release/checklist';
import type { ReleasePlan } from '../release/plan';
import type { ReleaseSpec } from '../release/spec';
import type { ReleaseVerdict } from '../release/verdict';
import { watchedAlarms } from '../release/watched-alarms';
import { watches, act } from './acts';
import { beside } from './beside';
import { Board } from './board';
import { EvidenceLog } from './evidence-log';
import { listen } from './handlers';
import type { PromoteInput } from './messages';
import { Notices } from './notices';
import { People } from './people';
import { answerQueries } from './queries';
import { Rollback } from './rollback';

/** What every stage works with: the plan, the undo list, the people, the log and the board of one release. */
export class Release {
  readonly plan: ReleasePlan;
  readonly spec: ReleaseSpec;
  /** `release/<account>/<region>/<endpoint>`, the owner tag of everything this release makes. */
  readonly id: string;
  readonly requester: string;
  readonly rollback = new Rollback();
  readonly log: EvidenceLog;
  readonly board: Board;
  readonly people: People;
  readonly notices: Notices;
  /** Cancelled by an abort or by the cancellation of the workflow; every wait of the way forward is in it. */
  readonly forward = new CancellationScope();
  /** How the endpoint stood when it was last read back. */
  shape: EndpointShape;
  /** Approval status in the registry after our own write, which must not be taken for a person's. */
  registryStatus: string | undefined;
  /** Alarm history is read from here on: no edge between two watches is lost. */
  watchedSince = new Date().toISOString();
  /** Latency comparators of the last passed window, for steps in which the stable has no traffic. */
  comparators: ReleaseVerdict['comparators'] = {};
  /** Instances the stable's fleet had when its scale-in was suspended; undefined where it is not scaled. */
  fleet: number | undefined;
  /** What the windows so far left to the next one: all steps share one error budget. */
  carried: ReleaseVerdict['carried'] = {};

  constructor(input: PromoteInput) {
    this.plan = input.plan;
    this.spec = input.spec;
    this.id = workflowInfo().workflowId;
    this.requester = input.requestedBy;
    const { config, weight } = input.plan.rollbackTarget;
    this.shape = { config, weights: { [input.plan.stable.variant]: weight } };
    this.people = new People({
      requester: input.requestedBy,
      now: () => new Date().toISOString(),
      onAbort: () => this.forward.cancel(),
      onChange: () => this.board.render(),
      onDecision: (decision) =>
        this.log.add(
          'decision',
          `${decision.verb} by ${decision.by} (${decision.standing}, ${decision.source}): ${decision.accepted ? decision.reason : `refused, ${decision.refusal}`}`,
        ),
    });
    this.board = new Board(input, () => this.people, checklistOf(input.plan));
    this.log = new EvidenceLog(input.plan, () => this.board.stage);
    this.notices = new Notices(input.plan, () => this.board.status());
    listen(this.people, input.requestedBy);
    answerQueries(this);
  }

  /** Candidate's share of production traffic as last read back, percent. */
  get percent(): number {
    return this.shape.weights[this.plan.candidate.variant] ?? 0;
  }

  address(what: string): EvidenceAddress {
    const { account, region, endpoint } = this.plan;
    return { prefix: `${account}/${region}/${endpoint}/${workflowInfo().runId}`, what };
  }

  watchInput(what: string, until: WatchInput['until']): WatchInput {
    return {
      endpoint: this.plan.endpoint,
      shape: this.shape,
      until,
      since: this.watchedSince,
      alarms: watchedAlarms(this.plan, this.shape, { twinsArmed: this.rollback.holds('alarms') }),
      pollSeconds: 10,
      evidence: this.address(what),
    };
  }

  /**
   * Waits for people. From the first mutation on production is watched meanwhile; a breach ends the wait.
   * `met` is false where the time ran out first.
   */
  async vigil(
    summary: string,
    met: () => boolean,
    seconds?: number,
  ): Promise<{ met: boolean; breach?: ReleaseVerdict }> {
    const watching = this.rollback.touched
      ? beside(() =>
          act(watches.watch, `watch while ${summary}`, this.watchInput('vigil', 'breach')),
        )
      : undefined;
    const ended = (): boolean => met() || watching?.ended() === true;
    try {
      if (seconds === undefined) await condition(ended);
      else await condition(ended, seconds * 1000, { summary });
    } finally {
      watching?.stop();
    }
    const breach = watching?.result();
    if (breach) this.watchedSince = breach.at;
    return { met: met(), ...(breach && { breach }) };
  }

  /** Where a person paused the release, waits here, watched, until it is resumed. */
  async checkpoint(): Promise<ReleaseVerdict | undefined> {
    if (!this.people.paused) return undefined;
    const before = this.board.state;
    const { by, reason } = this.people.paused;
    this.board.show({
      state: 'Paused',
      reason: 'Paused',
      sentence: `paused by ${by}${reason ? `: ${reason}` : ''}`,
      next: { what: 'waits for resume; the watch goes on', at: null },
    });
    const { breach } = await this.vigil('paused', () => !this.people.paused);
    this.board.show({ state: before.state, reason: before.reason, sentence: before.sentence });
    return breach;
  }
}

import {
  refusalOf,
  type Decision,
  type DecisionSource,
  type OpenGate,
  type RecordedDecision,
  type Verb,
} from '../release/decision';
import type { Remark } from './messages';

/** `hurry` is a request to end a bake's waiting now; the bake answers it. */
export interface HurryRequest {
  readonly by: string;
  answer?: { readonly accepted: boolean; readonly sentence: string };
}

export type UndoWord = 'retryUndo' | 'resolved' | 'giveUp';

export interface UndoOrder {
  readonly word: UndoWord;
  readonly by: string;
  readonly overwrite: boolean;
}

interface Listeners {
  readonly requester: string;
  readonly now: () => string;
  /** Cuts the forward way: called once, at the first abort. */
  readonly onAbort: () => void;
  /** Something people did changed what the board should show. */
  readonly onChange: () => void;
  readonly onDecision: (decision: RecordedDecision) => void;
}

/** One word of a person and whether it counted, for the on-call page. */
export interface Heard {
  readonly at: string;
  readonly what: string;
  readonly counted: boolean;
  readonly why: string;
}

const keptDecisions = 100;
const keptWords = 5;

/** What people have said to this release; signals and updates end in the same functions. */
export class People {
  readonly decisions: RecordedDecision[] = [];
  /** The last words, newest first. */
  heard: readonly Heard[] = [];
  /** Refused decisions beyond the ones kept: junk signals must not grow the release. */
  dropped = 0;
  openGate: OpenGate | undefined;
  rejected: RecordedDecision | undefined;
  aborted: { readonly by: string; readonly reason: string } | undefined;
  paused: { readonly by: string; readonly reason: string } | undefined;
  hurry: HurryRequest | undefined;
  /** True while a bake waits and may be hurried. */
  mayHurry = false;
  rollingBack = false;
  /** The candidate has been promoted; there is nothing left to stop. */
  over = false;
  undoOrder: UndoOrder | undefined;
  /** True while the release needs a human. */
  awaitsUndo = false;

  constructor(private readonly listeners: Listeners) {}

  openAt(gate: OpenGate): void {
    this.openGate = gate;
    this.rejected = undefined;
  }

  closeGate(): void {
    this.openGate = undefined;
  }

  /** True once the open gate has all its approvals. */
  get approved(): boolean {
    const open = this.openGate;
    return open !== undefined && open.approvals.length >= open.gate.count;
  }

  /** The one decision function: signal, update and registry all end here. */
  decide(
    verb: Verb,
    decision: Decision,
    source: DecisionSource,
    verified?: string,
  ): RecordedDecision {
    const open = this.openGate;
    const refusal =
      source === 'registry'
        ? ''
        : (refusalOf(verb, decision, open, this.listeners.requester) ?? '');
    const recorded: RecordedDecision = {
      at: this.listeners.now(),
      gate: open?.gate.name ?? '',
      verb,
      by: verified ?? decision.by ?? 'unnamed',
      reason: decision.reason ?? '',
      source,
      standing: verified ? 'verified' : 'claimed',
      accepted: refusal === '',
      refusal,
    };
    if (recorded.accepted || this.decisions.length < keptDecisions) {
      this.decisions.push(recorded);
      this.listeners.onDecision(recorded);
    } else this.dropped++;
    if (open && recorded.accepted) {
      // The first decision in history closes the gate, so that one in the same breath finds it closed.
      if (verb === 'reject') {
        this.rejected = recorded;
        this.closeGate();
      } else this.openGate = { ...open, approvals: [...open.approvals, recorded] };
    }
    this.hear(
      `${verb} by ${recorded.by}`,
      recorded.accepted,
      recorded.accepted ? recorded.reason : refusal,
    );
    return recorded;
  }

  abort(remark: Remark | undefined, by = 'a person'): string {
    const who = remark?.by ?? by;
    if (this.rollingBack) return this.hear(`abort by ${who}`, false, 'rolling back already');
    if (this.over)
      return this.hear(`abort by ${who}`, false, 'promoted already; release the version before it');
    if (this.aborted)
      return this.hear(`abort by ${who}`, false, `accepted already, from ${this.aborted.by}`);
    this.aborted = { by: who, reason: remark?.reason ?? '' };
    this.listeners.onAbort();
    return this.hear(`abort by ${who}`, true, 'production goes back to the rollback target');
  }

  pause(remark: Remark | undefined): string {
    const who = remark?.by ?? 'a person';
    if (this.rollingBack)
      return this.hear(`pause by ${who}`, false, 'rolling back; nothing to pause');
    this.paused ??= { by: who, reason: remark?.reason ?? '' };
    return this.hear(
      `pause by ${who}`,
      true,
      'holds after the current change; the watch goes on and may still take production back',
    );
  }

  resume(remark: Remark | undefined): string {
    const was = this.paused !== undefined;
    this.paused = undefined;
    return this.hear(
      `resume by ${remark?.by ?? 'a person'}`,
      was,
      was ? 'goes on' : 'nothing was paused',
    );
  }

  requestHurry(remark: Remark | undefined): HurryRequest | undefined {
    const who = remark?.by ?? 'a person';
    if (!this.mayHurry) {
      this.hear(`promote by ${who}`, false, 'no bake is waiting; there is nothing to hurry');
      return undefined;
    }
    this.hurry ??= { by: who };
    this.hear(`promote by ${who}`, true, 'the verdict is asked for now');
    return this.hurry;
  }

  orderUndo(word: UndoWord, remark: (Remark & { overwrite?: boolean }) | undefined): void {
    const by = remark?.by ?? 'a person';
    const counted = this.awaitsUndo;
    if (counted) this.undoOrder = { word, by, overwrite: remark?.overwrite === true };
    this.hear(`${word} by ${by}`, counted, counted ? '' : 'nothing waits to be undone');
  }

  /** Keeps the word for the on-call page and answers with its explanation. */
  private hear(what: string, counted: boolean, why: string): string {
    this.heard = [{ at: this.listeners.now(), what, counted, why }, ...this.heard].slice(
      0,
      keptWords,
    );
    this.listeners.onChange();
    return why;
  }
}

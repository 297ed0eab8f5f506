import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '../event-log';
import type { EventLine } from '../log-line';
import type { AwsEvent } from './aws-event';
import { deliver, nameOf, type EventTarget } from './event-target';

const attempts = 5;
/** After the first attempt, ms; twice as long after each further one. */
const firstPauseMs = 200;
const answerWithinMs = 2_000;
/** More than this many waiting events are dropped: a target that is gone must not fill the memory. */
const mostWaiting = 1_000;

/** Sends events to one target, one after the other, in the background; says in the log what became of each. */
export class EventSender {
  readonly #waiting: AwsEvent[] = [];
  readonly #stopped = new AbortController();
  #isBusy = false;

  constructor(
    private readonly target: EventTarget,
    private readonly log: EventLog,
  ) {}

  send(event: AwsEvent): void {
    if (this.#stopped.signal.aborted) return;
    if (this.#waiting.length >= mostWaiting) {
      const reason = `${mostWaiting} events wait for this target`;
      this.#tell(event, { outcome: 'dropped', attempts: 0, reason });
      return;
    }
    this.#waiting.push(event);
    if (!this.#isBusy) void this.#work();
  }

  /** Ends at once; what was not sent stays so. */
  stop(): void {
    this.#stopped.abort();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let event = this.#waiting.shift(); event !== undefined; event = this.#waiting.shift()) {
      await this.#send(event);
      if (this.#stopped.signal.aborted) return;
    }
    this.#isBusy = false;
  }

  async #send(event: AwsEvent): Promise<void> {
    const { signal } = this.#stopped;
    for (let attempt = 1; ; attempt += 1) {
      const answer = AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]);
      const reason = await deliver(this.target, event, answer).then(() => undefined, whyNot);
      if (signal.aborted) return;
      if (reason === undefined) {
        this.#tell(event, { outcome: 'sent', attempts: attempt });
        return;
      }
      if (attempt === attempts) {
        this.#tell(event, { outcome: 'failed', attempts, reason });
        return;
      }
      await delay(firstPauseMs * 2 ** (attempt - 1), undefined, { signal }).catch(() => undefined);
    }
  }

  #tell(event: AwsEvent, became: Pick<EventLine, 'outcome' | 'attempts' | 'reason'>): void {
    this.log.write({
      kind: 'event',
      id: event.id,
      type: event['detail-type'],
      resource: event.resources[0] ?? '',
      target: nameOf(this.target),
      ...became,
    });
  }
}

/** `fetch failed` says nothing; what lies under it does. */
function whyNot(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}

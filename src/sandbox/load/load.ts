import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { EventLog } from '../event-log';
import type { LoadAnswer, LoadOrder } from './load-process';

export interface LoadSummary {
  readonly sent: number;
  readonly failed: number;
  readonly byVariant: Readonly<Record<string, { readonly sent: number; readonly failed: number }>>;
}

interface Tally {
  sent: number;
  failed: number;
}

/** The clients of the sandboxed endpoint: a process that sends requests on a schedule and counts every answer. */
export class Load {
  rps = 0;
  readonly #process: ChildProcess;
  /** Tallies of one second, by the variant that answered; `none` for no answer. */
  readonly #seconds = new Map<number, Map<string, Tally>>();

  constructor(
    private readonly target: Omit<LoadOrder, 'rps'>,
    private readonly log: EventLog,
  ) {
    this.#process = fork(join(__dirname, 'load-process.js'), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.#process.on('message', (answers: readonly LoadAnswer[]) => {
      for (const answer of answers) this.#count(answer);
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Requests a second from now on; 0 stops the load. */
  setRate(rps: number): void {
    this.rps = rps;
    const { endpoint } = this.target;
    this.log.write({ kind: 'load-rate', endpoint, rps, pid: this.pid });
    this.#process.send({ ...this.target, rps } satisfies LoadOrder);
  }

  /** What was sent in the whole seconds of an interval (ms, end exclusive), as far as it has been answered. */
  summary({ from = -Infinity, to = Infinity }: { from?: number; to?: number }): LoadSummary {
    const byVariant: Record<string, Tally> = {};
    const total: Tally = { sent: 0, failed: 0 };
    for (const [second, tallies] of this.#seconds) {
      if (second * 1000 < from || second * 1000 >= to) continue;
      for (const [variant, tally] of tallies) {
        add((byVariant[variant] ??= { sent: 0, failed: 0 }), tally);
        add(total, tally);
      }
    }
    return { ...total, byVariant };
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #count({ sentAt, ...answer }: LoadAnswer): void {
    const { endpoint } = this.target;
    this.log.write({ kind: 'load', endpoint, ...answer, sentAt: new Date(sentAt).toISOString() });
    const second = Math.floor(sentAt / 1000);
    const tallies = this.#seconds.get(second) ?? new Map<string, Tally>();
    this.#seconds.set(second, tallies);
    const variant = answer.variant ?? 'none';
    const tally = tallies.get(variant) ?? { sent: 0, failed: 0 };
    tallies.set(variant, tally);
    add(tally, { sent: 1, failed: answer.status === 200 ? 0 : 1 });
  }
}

function add(to: Tally, { sent, failed }: Tally): void {
  to.sent += sent;
  to.failed += failed;
}

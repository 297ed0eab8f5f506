import type { EventLog, LogListener } from '../event-log';
import type { LogEvent } from '../log-line';
import { firstAccount } from './account-id';

/** One account's lines in the log of the sandbox, which name it where it is not the first; tells of no other's. */
export class AccountLog implements EventLog {
  readonly #listeners: LogListener[] = [];

  constructor(
    private readonly whole: EventLog,
    private readonly account: string,
  ) {}

  get path(): string {
    return this.whole.path;
  }

  write(event: LogEvent, at = Date.now()): void {
    const { account } = this;
    this.whole.write(account === firstAccount ? event : { ...event, account }, at);
    for (const listener of this.#listeners) listener(event, at);
  }

  onWrite(listener: LogListener): void {
    this.#listeners.push(listener);
  }

  flush(): void {
    this.whole.flush();
  }
}

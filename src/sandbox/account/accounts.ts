import type { Account } from './account';
import { firstAccount } from './account-id';

/** Publication and what else is due is looked at so often, ms. */
const tickEveryMs = 200;

/** The accounts of the sandbox; each is made when it is first asked for. */
export class Accounts {
  readonly #accounts = new Map<string, Account>();
  #made: (account: Account) => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly make: (id: string) => Account) {}

  get first(): Account {
    return this.of(firstAccount);
  }

  of(id: string): Account {
    const known = this.#accounts.get(id);
    if (known !== undefined) return known;
    const account = this.make(id);
    this.#accounts.set(id, account);
    if (this.#timer !== undefined) account.start();
    this.#made(account);
    return account;
  }

  /** One that was asked for already. */
  find(id: string): Account | undefined {
    return this.#accounts.get(id);
  }

  /** Those that were asked for so far. */
  all(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  /** Tells of every account that is made from now on. */
  onMade(listener: (account: Account) => void): void {
    this.#made = listener;
  }

  /** Time passes in all of them from now on. */
  start(): void {
    this.#timer = setInterval(() => {
      for (const account of this.#accounts.values()) account.tick();
    }, tickEveryMs);
    for (const account of this.all()) account.start();
  }

  /** Resolves when the clients of all their endpoints are gone. */
  async endLoads(): Promise<void> {
    await Promise.all(this.all().map(({ loads }) => loads.end()));
  }

  /** Nothing happens in them any more by itself. */
  stop(): void {
    clearInterval(this.#timer);
    for (const account of this.all()) account.stop();
  }

  kill(): void {
    for (const account of this.all()) account.kill();
  }
}

import type { Account } from '../account/account';
import { firstAccount } from '../account/account-id';
import type { Accounts } from '../account/accounts';
import type { EventLog } from '../event-log';
import { accountsState } from './accounts-state';
import { Keeper } from './keeper';
import { MetricJournal } from './metric-journal';
import type { StateParts } from './state-part';

export interface SandboxState {
  readonly keeper: Keeper;
  /** Whether an earlier sandbox left its state, which is back now. */
  readonly isRestored: boolean;
  /** Keeps everything that happens from now on. */
  readonly start: () => void;
  readonly stop: () => void;
}

/** Brings back what an earlier sandbox left in a file; throws an Error where the file cannot be read. */
export function openState(
  path: string,
  accounts: Accounts,
  parts: StateParts,
  log: EventLog,
): SandboxState {
  const keeper = new Keeper(path, { ...parts, accounts: accountsState(accounts) }, log);
  const journals: MetricJournal[] = [];
  const journalOf = ({ id, metrics }: Account): MetricJournal => {
    const journal = new MetricJournal(journalFile(path, id), metrics);
    journals.push(journal);
    return journal;
  };
  const isRestored = keeper.restore();
  // An account that no state knows of is a new one, whose metrics begin with it.
  if (isRestored) for (const account of accounts.all()) journalOf(account).restore();
  return {
    keeper,
    isRestored,
    start: () => {
      if (!isRestored) accounts.all().forEach(journalOf);
      for (const journal of journals) journal.start();
      accounts.onMade((account) => journalOf(account).start());
      keeper.start();
    },
    stop: () => {
      keeper.stop();
      for (const journal of journals) journal.stop();
    },
  };
}

const journalFile = (path: string, account: string): string =>
  account === firstAccount ? `${path}.metrics` : `${path}.metrics.${account}`;

import type { Accounts } from '../account/accounts';
import { restoreParts, snapshotOf, type StatePart } from './state-part';

/** The parts of each account, by its id. */
type KeptAccounts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** All accounts as they outlive the sandbox; one that was never asked for has nothing to keep. */
export function accountsState(accounts: Accounts): StatePart<KeptAccounts> {
  return {
    snapshot: () =>
      Object.fromEntries(accounts.all().map(({ id, parts }) => [id, snapshotOf(parts)])),
    restore: (kept, savedAt) => {
      for (const [id, records] of Object.entries(kept)) {
        restoreParts(accounts.of(id).parts, records, savedAt);
      }
    },
  };
}

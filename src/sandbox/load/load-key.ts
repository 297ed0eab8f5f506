import { firstAccount } from '../account/account-id';

/** The access key that the load of an account calls with: it is no user of the account. */
export function loadKey(account: string): string {
  return account === firstAccount ? 'SANDBOXLOAD' : `SANDBOX${account}LOAD`;
}

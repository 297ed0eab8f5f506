import { firstAccount } from '../account/account-id';

/** What a seeded world is called: its endpoint, and the group of its packages. */
export interface SeedNames {
  readonly endpoint: string;
  readonly group: string;
}

/** The name of a bucket in an account: no two accounts have one of the same name. */
export function bucketOf(account: string, name: string): string {
  return account === firstAccount ? name : `${name}-${account}`;
}

/** The world every sandbox begins with. */
export const seedNames: SeedNames = { endpoint: 'fraud-scorer', group: 'fraud' };

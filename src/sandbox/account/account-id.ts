/** The account that a sandbox begins with: it is seeded, and the page shows it. */
export const firstAccount = '000000000000';

/** Whether an id is of one of the sandbox's hundred accounts, of which none can be taken for a real one. */
export function isSandboxAccount(id: string): boolean {
  return /^0{10}\d\d$/.test(id);
}

/** The account of an access key: `SANDBOX`, its 12 digits and anything; the first one's is any other key. */
export function accountOfKey(accessKeyId: string): string {
  return /^SANDBOX(0{10}\d\d)/.exec(accessKeyId)?.[1] ?? firstAccount;
}

/** The account that an ARN names; empty where it names none. */
export function accountOfArn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

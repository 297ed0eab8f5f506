/** Whether an account is one of the sandbox's, 000000000000 to 000000000099: AWS gives these to nobody. */
export function isSandboxAccount(account: string): boolean {
  return /^0{10}\d\d$/.test(account);
}

/** One workflow ID per endpoint is the lock: a second release can't be represented. */
export function releaseWorkflowId(account: string, region: string, endpoint: string): string {
  return `release/${account}/${region}/${endpoint}`;
}

export const taskQueues = {
  main: 'slipway',
  watch: 'slipway-watch',
  bulk: 'slipway-bulk',
} as const;

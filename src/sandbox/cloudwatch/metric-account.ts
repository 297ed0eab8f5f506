import { notImitated } from './input';
import type { MetricQueryInput } from './metric-query';

/** Throws for a query of another account's metrics: the sandbox has no cross-account observability. */
export function checkAccounts(queries: readonly MetricQueryInput[], own: string): void {
  for (const [index, { AccountId = own }] of queries.entries()) {
    if (AccountId === own) continue;
    throw notImitated(
      `MetricDataQueries.member.${index + 1}.AccountId`,
      'metrics of other accounts',
    );
  }
}

import { forecastWindows } from '../judge/planner/forecast';
import type { Outlook } from '../judge/planner/planned-window';
import { plannedWindows } from '../release/planned-windows';
import type { PlanObservation, ReleasePlan } from '../release/plan';
import type { AwsClients } from './aws/clients';
import { readPresent } from './present-metrics';

/** What the planned windows can prove on the traffic that production gets, read from CloudWatch now. */
export async function forecastRelease(
  clients: AwsClients,
  plan: ReleasePlan,
): Promise<Pick<PlanObservation, 'forecast' | 'exceedance'>> {
  const windows = plannedWindows(plan);
  const seconds = windows.reduce((sum, window) => sum + window.seconds, 0);
  const { traffic, shares, exceedance } = await readPresent(clients, plan, seconds);
  const known = { ...(exceedance && { exceedance }) };
  if (traffic.basis === 'unknown') return { ...known, forecast: { traffic, windows: [] } };
  const outlook: Outlook = {
    requestsPerSecond: traffic.requestsPerSecond,
    periodSeconds: plan.metrics.periodSeconds,
    extend: plan.onInconclusive.extend,
    presentShares: shares,
  };
  return {
    ...known,
    forecast: { traffic, windows: forecastWindows(plan.checks, windows, outlook) },
  };
}

import type { AutoRollbackConfig } from '@aws-sdk/client-sagemaker';
import type { ExecutionTime } from './execution-time';
import { DeploymentFailure } from './failure';
import type { Site } from './site';

export interface Bake {
  /** Of real time: alarms see metrics as they come, so the sandbox's clock leaves bakes alone. */
  readonly seconds: number;
  /** The parameter that sets the seconds, as VariantStatus names it. */
  readonly parameter: 'WaitIntervalInSeconds' | 'TerminationWaitInSeconds';
  /** What has traffic: `canary capacity of 1 instance(s)`. */
  readonly capacity: string;
}

/** Alarms are looked at this often during a bake, s. */
const lookEvery = 0.25;

/** Waits while the alarms are watched; throws DeploymentFailure when one is in ALARM or time is up. */
export async function bake(
  site: Site,
  { seconds, parameter, capacity }: Bake,
  rules: { readonly rollback: AutoRollbackConfig | undefined; readonly time: ExecutionTime },
): Promise<void> {
  if (seconds === 0) return;
  const names = (rules.rollback?.Alarms ?? []).map(({ AlarmName = '' }) => AlarmName);
  site.stage(
    'Baking',
    `Baking for ${seconds} seconds (${parameter}) with traffic enabled on ${capacity}.`,
  );
  await rules.time.spend(seconds, async (granted) => {
    const end = Date.now() + granted * 1000;
    do {
      assertNoAlarm(site, names);
      const left = (end - Date.now()) / 1000;
      await site.world.time.pass(Math.min(Math.max(left, 0), lookEvery));
    } while (Date.now() < end);
    assertNoAlarm(site, names);
  });
}

function assertNoAlarm({ alarmState }: Site, names: readonly string[]): void {
  const tripped = names.filter((name) => alarmState(name) === 'ALARM');
  if (tripped.length === 0) return;
  throw new DeploymentFailure(
    `The deployment was rolled back because of CloudWatch alarm(s) in ALARM state: ${tripped.join(', ')}.`,
  );
}

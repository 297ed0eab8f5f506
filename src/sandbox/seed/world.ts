import type { CloudWatch } from '../cloudwatch/service';
import type { World } from '../sagemaker/world';
import type { Service } from '../wire/operation';
import { seedAlarms } from './alarms';
import { seedEndpoint } from './endpoint';
import { seedPackages } from './packages';
import { seedCaller } from './seed-caller';

/** Fills an empty sandbox with the world every release is tried in: endpoint, packages, alarms. */
export async function seedWorld(
  world: World,
  sagemaker: Service,
  cloudwatch: CloudWatch,
): Promise<void> {
  const call = seedCaller(sagemaker);
  const [stable = ''] = seedPackages(call, world);
  await world.time.skipping(() => seedEndpoint(call, world, stable));
  seedAlarms(cloudwatch);
}

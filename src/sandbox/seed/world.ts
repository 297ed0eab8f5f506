import type { CloudWatch } from '../cloudwatch/service';
import type { World } from '../sagemaker/world';
import type { Service } from '../wire/operation';
import { seedAlarms } from './alarms';
import { seedEndpoint } from './endpoint';
import { seedPackages } from './packages';
import type { SeedNames } from './names';
import { seedCaller } from './seed-caller';

/** Adds a world that releases are tried in: endpoint, packages, alarms. */
export async function seedWorld(
  world: World,
  sagemaker: Service,
  cloudwatch: CloudWatch,
  names: SeedNames,
): Promise<void> {
  const call = seedCaller(sagemaker, world.account);
  const [stable = ''] = seedPackages(call, world, names);
  await world.time.skipping(() => seedEndpoint(call, world, stable, names));
  seedAlarms(cloudwatch, names, world.account);
}

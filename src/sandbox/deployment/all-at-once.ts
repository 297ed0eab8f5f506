import { awsSeconds } from '../aws-time';
import { bringUp, takeDown } from '../fleet/run-fleet';
import { SilentRevert } from './failure';
import type { Policy, Site } from './site';

/** What UpdateEndpoint does without guardrails: all traffic goes to the new fleet at once, no bake. */
export const allAtOnce: Policy = async (site) => {
  await bringUpNext(site);
  site.stage('ActivatingTraffic');
  site.serve(site.next);
  await retire(site);
};

/** Brings the next fleet up; when AWS takes the update back in silence it is gone again. */
export async function bringUpNext(site: Site): Promise<void> {
  site.stage('Creating');
  await bringUp(site, site.next);
  if (site.old === undefined || !site.conditions.takesBackSilently()) return;
  await takeDown(site.next);
  throw new SilentRevert();
}

/** Takes the old fleet down, instance by instance. */
export async function retire({ stage, world, old }: Site): Promise<void> {
  if (old === undefined) return;
  stage('Deleting');
  await world.time.wait(awsSeconds.fleetRemoval);
  await takeDown(old);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileStore } from '../../src/activities/evidence-store';
import { fileScratch } from '../../src/activities/scratch';
import { newestPackages } from '../../src/activities/package-reader';
import { restoreTraffic } from '../../src/activities/traffic';
import { until } from '../sandbox/running-sandbox';
import { describeWith } from '../support/tools';
import { otherMembers } from '../wire-judge/activity-members';
import { membersSent } from '../wire-judge/members';
import { startSandbox, type SandboxWorld } from './support/sandbox';

describeWith('python', 'what activities send beside the main job', () => {
  let world: SandboxWorld;
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-members-'));

  beforeAll(async () => {
    world = await startSandbox();
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true });
  });

  /** Somebody else does it, so that it is not on the wire. */
  const happens = (fault: object) =>
    fetch(`${world.controlUrl}/faults`, { method: 'POST', body: JSON.stringify(fault) });

  test('every member of the newest packages goes over the wire, page by page', async () => {
    // A page may be empty because of the filter, and have a token all the same.
    await happens({
      service: 'sagemaker',
      operation: 'ListModelPackages',
      action: 'alter',
      set: { ModelPackageSummaryList: [] },
      times: 1,
    });

    const newest = await newestPackages(world.clients, 'fraud', { limit: 1, approved: false });
    const [approved] = await newestPackages(world.clients, 'fraud', { limit: 1, approved: true });

    expect(newest).toHaveLength(1);
    expect(approved?.ModelPackageVersion).toBe(1);
    await sent('ListModelPackages');
  });

  test('every member of a stable that gets its instances back goes over the wire', async () => {
    const endpoint = 'fraud-scorer';
    await happens({
      happens: 'call',
      service: 'sagemaker',
      operation: 'UpdateEndpointWeightsAndCapacities',
      input: {
        EndpointName: endpoint,
        DesiredWeightsAndCapacities: [
          { VariantName: 'main', DesiredWeight: 7, DesiredInstanceCount: 1 },
        ],
      },
    });
    const restore = () =>
      restoreTraffic(
        { clients: world.clients, store: fileStore(folder), scratch: fileScratch(folder) },
        {
          endpoint,
          to: { config: 'fraud-scorer-1', weights: { main: 100 } },
          own: [],
          stable: { variant: 'main', instances: 2 },
          overwrite: true,
          evidence: { prefix: 'members', what: 'restored' },
        },
      );

    await until('the stable is raised', () =>
      restore().then(
        () => false,
        (error: Error) => /main is raised from 1 to 2 first/.test(error.message),
      ),
    );

    await sent('UpdateEndpointWeightsAndCapacities');
  });

  /** Waits until all that the table names of the operation was sent; fails when more was. */
  async function sent(operation: string): Promise<void> {
    const named = otherMembers[operation]!;
    const members = await until(`the wire log has ${operation} with ${named.join()}`, () => {
      const found = membersSent(world.wire())[operation] ?? [];
      return Promise.resolve(named.every((member) => found.includes(member)) && found);
    });
    expect(members).toEqual(named);
  }
});

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteModelCommand, UpdateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { refuseIfRejected, verifyPackage } from '../../src/activities/model-package';
import { resolvePlan } from '../../src/activities/plan-reader';
import type { ReleasePlan } from '../../src/release/plan';
import { aSpec } from '../release/support/facts';
import { packageOf, register } from './support/registry';
import { startSandbox, type SandboxWorld } from './support/sandbox';

let world: SandboxWorld;
const planOf = (arn: string): Promise<ReleasePlan> =>
  resolvePlan(world.clients, aSpec({ model: { package: arn }, alarms: [], noAlarms: true }));
const decide = (ModelPackageArn: string, ModelApprovalStatus: 'Rejected' | 'Approved') =>
  world.clients.sagemakerMutations.send(
    new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus }),
  );

beforeAll(async () => {
  world = await startSandbox();
});
afterAll(() => world.stop());

it('passes a package that is as it was pinned, with a line for each thing looked at', async () => {
  const verdict = await verifyPackage(world.clients, await planOf(packageOf(2)));

  expect(verdict).toMatchObject({ result: 'pass', reason: 'PackageVerified' });
  expect(verdict.checks.map(({ check, result }) => `${check}: ${result}`)).toEqual([
    'registry: pass',
    'lineage: pass',
    'image 1: pass',
    'artifact: pass',
    'rollback config: pass',
    'rollback model: pass',
    'rollback parts: pass',
  ]);
});

it('fails a package that was rejected since', async () => {
  const arn = await register(world.clients, {});
  const plan = await planOf(arn);
  await expect(refuseIfRejected(world.clients, arn)).resolves.toBeUndefined();

  await decide(arn, 'Rejected');

  expect(await verifyPackage(world.clients, plan)).toMatchObject({
    result: 'fail',
    reason: 'PackageRejected',
  });
  await expect(refuseIfRejected(world.clients, arn)).rejects.toMatchObject({
    type: 'PackageRejected',
    nonRetryable: true,
  });
});

it('fails an artifact that was overwritten since', async () => {
  const plan = await planOf(packageOf(3));
  const [artifact] = plan.candidate.artifacts;
  const [, Bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(artifact?.uri ?? '') ?? [];

  await world.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));

  const verdict = await verifyPackage(world.clients, plan);
  expect(verdict).toMatchObject({ result: 'fail', reason: 'PackageChanged' });
  expect(verdict.sentence).toContain(`pinned was ${artifact?.etag}`);
});

it('finds a package that is gone', async () => {
  const plan = await planOf(packageOf(2));
  const gone = { ...plan, candidate: { ...plan.candidate, packageArn: packageOf(77) } };

  expect(await verifyPackage(world.clients, gone)).toMatchObject({ reason: 'PackageGone' });
  await expect(refuseIfRejected(world.clients, packageOf(77))).rejects.toMatchObject({
    type: 'NotFound',
  });
});

it('fails where the way back is gone', async () => {
  const plan = await planOf(packageOf(2));
  await world.clients.sagemakerMutations.send(new DeleteModelCommand({ ModelName: 'fraud-1' }));

  const verdict = await verifyPackage(world.clients, plan);

  expect(verdict).toMatchObject({ result: 'fail', reason: 'RollbackTargetGone' });
  expect(verdict.sentence).toContain('model fraud-1 of the rollback target: gone');
});

import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteModelPackageGroupPolicyCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeModelPackageGroupCommand,
  GetModelPackageGroupPolicyCommand,
  ListModelPackagesCommand,
  PutModelPackageGroupPolicyCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { linesOf } from '../../../src/sandbox/log-reader';
import { packageArn, startSandbox, type RunningSandbox } from '../running-sandbox';
import {
  assumeRole,
  clientsWith,
  endClients,
  keysOf,
  refusalOf,
  type Clients,
} from './account-clients';

const registry = '000000000000';
const staging = '000000000001';
const production = '000000000002';
const ModelPackageGroupName = 'fraud';
const groupArn = `arn:aws:sagemaker:us-east-1:${registry}:model-package-group/fraud`;
const by = `User: arn:aws:iam::${staging}:user/SANDBOX${staging}`;
const ExecutionRoleArn = `arn:aws:iam::${staging}:role/execution`;

const statement = (Action: readonly string[], over: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${staging}:root` },
  Action,
  Resource: `arn:aws:sagemaker:us-east-1:${registry}:model-package/fraud/*`,
  ...over,
});

const policyWith = (...Statement: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });

const noneAllows = (action: string, resource: string) => ({
  name: 'AccessDeniedException',
  message: `${by} is not authorized to perform: sagemaker:${action} on resource: ${resource} because no resource-based policy allows the sagemaker:${action} action`,
  status: 400,
});

describe('a registry that accounts share', () => {
  let sandbox: RunningSandbox;
  let owner: Clients;
  let other: Clients;

  beforeAll(async () => {
    sandbox = await startSandbox();
    owner = clientsWith(sandbox.endpointUrl, keysOf(registry));
    other = clientsWith(sandbox.endpointUrl, keysOf(staging));
  }, 60_000);
  afterAll(async () => {
    endClients(owner, other);
    await sandbox.stop();
  });

  const share = (policy: string) =>
    owner.sagemaker.send(
      new PutModelPackageGroupPolicyCommand({ ModelPackageGroupName, ResourcePolicy: policy }),
    );
  const describe1 = () => new DescribeModelPackageCommand({ ModelPackageName: packageArn(1) });
  const createModel = (ModelName: string, version: number) =>
    new CreateModelCommand({
      ModelName,
      PrimaryContainer: { ModelPackageName: packageArn(version) },
      ExecutionRoleArn,
    });

  // claim: DescribeModelPackage, UpdateModelPackage, ListModelPackages, CreateModel · another account's
  //   packages are denied where no policy of their group allows it · AWS: Deploy a Model Version from a
  //   Different Account; Troubleshoot access denied messages
  it('is closed to others without a policy', async () => {
    const update = { ModelPackageArn: packageArn(1), ModelApprovalStatus: 'Rejected' } as const;
    const { sagemaker } = other;

    expect(await refusalOf(sagemaker.send(describe1()))).toEqual(
      noneAllows('DescribeModelPackage', packageArn(1)),
    );
    expect(await refusalOf(sagemaker.send(new UpdateModelPackageCommand(update)))).toEqual(
      noneAllows('UpdateModelPackage', packageArn(1)),
    );
    expect(await refusalOf(sagemaker.send(createModel('shared', 1)))).toEqual(
      noneAllows('CreateModel', packageArn(1)),
    );
    const list = new ListModelPackagesCommand({ ModelPackageGroupName: groupArn });
    expect(await refusalOf(sagemaker.send(list))).toEqual(
      noneAllows('ListModelPackages', groupArn),
    );
    expect((await owner.sagemaker.send(describe1())).ModelApprovalStatus).toBe('Approved');
  });

  // claim: PutModelPackageGroupPolicy, GetModelPackageGroupPolicy, DeleteModelPackageGroupPolicy · a
  //   policy is given back as it was put; without one, and without the group, it cannot be found · AWS:
  //   API_PutModelPackageGroupPolicy; reported: `Cannot find resource policy for: …`, `Cannot find Model
  //   Package Group: …`
  it('keeps the policy of a group as it was put', async () => {
    const policy = policyWith(statement(['sagemaker:DescribeModelPackage']));
    const get = () =>
      owner.sagemaker.send(new GetModelPackageGroupPolicyCommand({ ModelPackageGroupName }));
    const remove = () =>
      owner.sagemaker.send(new DeleteModelPackageGroupPolicyCommand({ ModelPackageGroupName }));

    expect((await share(policy)).ModelPackageGroupArn).toBe(groupArn);
    expect((await get()).ResourcePolicy).toBe(policy);
    await remove();
    const gone = { name: 'ValidationException', status: 400 };
    const notFound = `Cannot find resource policy for: ${groupArn}`;
    expect(await refusalOf(get())).toEqual({ ...gone, message: notFound });
    expect(await refusalOf(remove())).toEqual({ ...gone, message: notFound });
    expect(await refusalOf(share('{"Version":"2012-10-17"}'))).toMatchObject(gone);
    const nowhere = new GetModelPackageGroupPolicyCommand({ ModelPackageGroupName: 'none' });
    expect((await refusalOf(owner.sagemaker.send(nowhere))).message).toBe(
      `Cannot find Model Package Group: ${groupArn.replace(/fraud$/, 'none')}`,
    );
  });

  // claim: PutModelPackageGroupPolicy, DescribeModelPackage, UpdateModelPackage, ListModelPackages,
  //   CreateModel, DescribeModelPackageGroup · what a policy allows an account, its users and sessions do
  //   by ARN; to deploy a version the bucket of its artifact must let them in as well · AWS: Deploy a Model Version from a Different Account
  it('is open for what a policy allows, and nothing else', async () => {
    const versions = ['DescribeModelPackage', 'ListModelPackages', 'CreateModel'];
    await share(
      policyWith(
        statement(versions.map((action) => `sagemaker:${action}`)),
        statement(['sagemaker:DescribeModelPackageGroup'], { Resource: groupArn }),
      ),
    );
    const role = `arn:aws:iam::${staging}:role/deployer`;
    const session = clientsWith(
      sandbox.endpointUrl,
      await assumeRole(sandbox.endpointUrl, keysOf(registry), role),
    );
    const version = await session.sagemaker.send(describe1());
    const group = await other.sagemaker.send(
      new DescribeModelPackageGroupCommand({ ModelPackageGroupName: groupArn }),
    );
    const { ModelPackageSummaryList = [] } = await other.sagemaker.send(
      new ListModelPackagesCommand({ ModelPackageGroupName: groupArn }),
    );
    expect((await refusalOf(other.sagemaker.send(createModel('shared', 1)))).message).toContain(
      'Could not find model data',
    );
    await owner.s3.send(
      new PutBucketPolicyCommand({
        Bucket: 'sandbox-fraud-models',
        Policy: policyWith(
          statement(['s3:GetObject'], { Resource: 'arn:aws:s3:::sandbox-fraud-models/*' }),
        ),
      }),
    );
    await other.sagemaker.send(createModel('shared', 1));
    const model = await other.sagemaker.send(new DescribeModelCommand({ ModelName: 'shared' }));
    const own = await refusalOf(
      owner.sagemaker.send(new DescribeModelCommand({ ModelName: 'shared' })),
    );
    endClients(session);

    expect(version.ModelPackageArn).toBe(packageArn(1));
    expect(group.ModelPackageGroupArn).toBe(groupArn);
    expect(ModelPackageSummaryList).toHaveLength(6);
    expect(model.ModelArn).toBe(`arn:aws:sagemaker:us-east-1:${staging}:model/shared`);
    expect(own.message).toContain('Could not find model');
    const reject = { ModelPackageArn: packageArn(2), ModelApprovalStatus: 'Rejected' } as const;
    expect(
      await refusalOf(other.sagemaker.send(new UpdateModelPackageCommand(reject))),
    ).toMatchObject(noneAllows('UpdateModelPackage', packageArn(2)));
    expect(
      (await refusalOf(other.sagemaker.send(createModel('not-approved', 2)))).message,
    ).toContain('PendingManualApproval');
    const third = clientsWith(sandbox.endpointUrl, keysOf(production));
    expect((await refusalOf(third.sagemaker.send(describe1()))).name).toBe('AccessDeniedException');
    endClients(third);
  });

  // claim: UpdateModelPackage · a policy may let one user of another account decide; a statement that
  //   denies wins · AWS: Policy evaluation logic
  it('lets who is named decide, unless it is denied', async () => {
    const update = (version: number) =>
      other.sagemaker.send(
        new UpdateModelPackageCommand({
          ModelPackageArn: packageArn(version),
          ModelApprovalStatus: 'Approved',
        }),
      );
    const named = { Principal: { AWS: [`arn:aws:iam::${staging}:user/SANDBOX${staging}`] } };
    const locked = { Effect: 'Deny', Principal: '*', Resource: packageArn(6) };
    await share(
      policyWith(
        statement(['sagemaker:Update*', 'sagemaker:DescribeModelPackage'], named),
        statement(['sagemaker:UpdateModelPackage'], locked),
      ),
    );
    await update(2);
    const refusal = await refusalOf(update(6));
    const { LastModifiedBy, ModelApprovalStatus } = await owner.sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: packageArn(2) }),
    );

    expect(ModelApprovalStatus).toBe('Approved');
    expect(LastModifiedBy?.IamIdentity?.Arn).toContain(staging);
    expect(refusal.message).toMatch(/with an explicit deny in a resource-based policy$/);
    const changes = linesOf(await sandbox.log(), 'package');
    expect(changes.map(({ to, account }) => [to, account])).toEqual([['Approved', undefined]]);
  });

  // claim: CreateModelPackage · a policy may let another account register versions, which are the
  //   owner's · AWS: Register a Model Version from a Different Account
  it('takes versions of another account where a policy allows it', async () => {
    const name = 'taken';
    const arn = `arn:aws:sagemaker:us-east-1:${registry}:model-package-group/${name}`;
    const versions = arn.replace('-group/', '/');
    await owner.sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: name }));
    const register = () =>
      other.sagemaker.send(new CreateModelPackageCommand({ ModelPackageGroupName: arn }));
    expect(await refusalOf(register())).toEqual(noneAllows('CreateModelPackage', `${versions}/*`));
    await owner.sagemaker.send(
      new PutModelPackageGroupPolicyCommand({
        ModelPackageGroupName: name,
        ResourcePolicy: policyWith(
          statement(['sagemaker:CreateModelPackage'], { Resource: `${versions}/*` }),
        ),
      }),
    );
    const { ModelPackageArn } = await register();
    const version = await owner.sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: ModelPackageArn }),
    );

    expect(ModelPackageArn).toBe(`${versions}/1`);
    expect(version.ModelPackageGroupName).toBe(name);
    expect(version.CreatedBy?.IamIdentity?.Arn).toContain(staging);
  });

  // claim: DescribeModelPackage, UpdateModelPackage · a condition on the region of a group's policy is asked
  //   of the call · AWS: AWS global condition context keys, aws:RequestedRegion
  it('is open by region where its policy says so', async () => {
    const here = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    await share(
      policyWith(
        statement(['sagemaker:DescribeModelPackage'], { Condition: here }),
        statement(['sagemaker:UpdateModelPackage'], { Condition: elsewhere }),
      ),
    );
    const reject = { ModelPackageArn: packageArn(3), ModelApprovalStatus: 'Rejected' } as const;

    expect((await other.sagemaker.send(describe1())).ModelPackageArn).toBe(packageArn(1));
    expect(await refusalOf(other.sagemaker.send(new UpdateModelPackageCommand(reject)))).toEqual(
      noneAllows('UpdateModelPackage', packageArn(3)),
    );
  });
});

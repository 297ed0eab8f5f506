import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import {
  CreateModelPackageGroupCommand,
  DescribeEndpointCommand,
  GetModelPackageGroupPolicyCommand,
  ListModelPackageGroupsCommand,
  ListModelPackagesCommand,
  PutModelPackageGroupPolicyCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { until } from '../running-sandbox';
import { startKept, type KeptWorld } from '../state/kept-sandbox';
import {
  assumeRole,
  clientsWith,
  endClients,
  identityOf,
  keysOf,
  type Clients,
  type Keys,
} from './account-clients';

const accounts = ['000000000000', '000000000007'] as const;
const role = 'arn:aws:iam::000000000007:role/deployer';
const ModelPackageGroupName = 'shared';
const Bucket = 'kept-bucket';

const policy = (Resource: string, Action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }],
  });

/** All that AWS tells an account of what is its own. */
async function told({ sagemaker, cloudwatch }: Clients, since: Date) {
  const endpoint = await sagemaker.send(
    new DescribeEndpointCommand({ EndpointName: 'fraud-scorer' }),
  );
  const metric = { Namespace: 'Own', MetricName: 'points' };
  const answers = [
    endpoint,
    await sagemaker.send(new ListModelPackageGroupsCommand({})),
    await sagemaker.send(new ListModelPackagesCommand({ ModelPackageGroupName: 'fraud' })),
    await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['own'] })),
    await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: since,
        EndTime: new Date(since.getTime() + 3_600_000),
        MetricDataQueries: [{ Id: 'own', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
      }),
    ),
  ];
  return answers.map(({ $metadata: _, ...answer }) => answer);
}

async function instancesOf({ sagemaker }: Clients): Promise<number | undefined> {
  const live = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'fraud-scorer' }));
  return live.ProductionVariants?.[0]?.CurrentInstanceCount;
}

// claim: restarts, accounts and regions · every account with its resources, shares and metrics, and
//   every session, outlives a sandbox that is killed with -9 · sandbox: `--state`
test('two accounts and a session outlive a kill', async () => {
  const since = new Date(Date.now() - 600_000);
  const world: KeptWorld = await startKept();
  try {
    const { endpointUrl, control } = world.sandbox();
    const names = { endpoint: 'fraud-scorer', group: 'fraud' };
    await control('POST', `/worlds?account=${accounts[1]}`, names);
    const session: Keys = await assumeRole(endpointUrl, keysOf(accounts[0]), role);
    const one = clientsWith(endpointUrl, keysOf(accounts[0]));
    const other = clientsWith(endpointUrl, session);
    for (const [index, { cloudwatch }] of [one, other].entries()) {
      const metric = { Namespace: 'Own', MetricName: 'points' };
      await cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: metric.Namespace,
          MetricData: [{ MetricName: metric.MetricName, Value: index + 1 }],
        }),
      );
      await cloudwatch.send(
        new PutMetricAlarmCommand({
          ...metric,
          AlarmName: 'own',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: index,
          ComparisonOperator: 'LessThanThreshold',
          TreatMissingData: 'ignore',
        }),
      );
    }
    await other.sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName }));
    const group = policy('*', 'sagemaker:DescribeModelPackage');
    await other.sagemaker.send(
      new PutModelPackageGroupPolicyCommand({ ModelPackageGroupName, ResourcePolicy: group }),
    );
    await other.s3.send(new CreateBucketCommand({ Bucket }));
    const Policy = policy(`arn:aws:s3:::${Bucket}`, 's3:GetBucketPolicy');
    await other.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const trustPolicy = JSON.parse(
      policy('*', 'sts:AssumeRole').replace('Allow', 'Deny'),
    ) as object;
    await control('PUT', `/roles/closed?account=${accounts[1]}`, { trustPolicy });
    // A point is published a moment after it was put, and in its file a tenth of a second later.
    const [before] = await until('both points are there', async () => {
      const [a, b] = [await told(one, since), await told(other, since)];
      return JSON.stringify([a, b]).match(/"Values":\[[12]\]/g)?.length === 2 && [[a, b]];
    });
    await world.sandbox().log();

    await world.killAndRestart();

    expect(await identityOf(endpointUrl, session)).toMatchObject({ Account: accounts[1] });
    await until('both fleets are up again', async () => {
      const counts = [await instancesOf(one), await instancesOf(other)];
      return counts.every((count) => count === 2);
    });
    expect([await told(one, since), await told(other, since)]).toEqual(before);
    const kept = await other.sagemaker.send(
      new GetModelPackageGroupPolicyCommand({ ModelPackageGroupName }),
    );
    expect(kept.ResourcePolicy).toBe(group);
    // The owner is known too: another account sees what the policy allows it.
    expect((await one.s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    const closed = role.replace('deployer', 'closed');
    expect((await assumeRole(endpointUrl, keysOf(accounts[0]), closed)).accessKeyId).toBe(
      'undefined',
    );
    const invoke = { EndpointName: 'fraud-scorer', Body: Buffer.from('[[1]]') };
    const answer = await other.runtime.send(new InvokeEndpointCommand(invoke));
    expect(answer.InvokedProductionVariant).toBe('main');
    endClients(one, other);
  } finally {
    await world.end();
  }
}, 120_000);

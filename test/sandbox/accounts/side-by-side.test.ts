import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeImagesCommand } from '@aws-sdk/client-ecr';
import {
  DescribeEndpointCommand,
  DescribeModelPackageCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { callsTo, linesOf } from '../../../src/sandbox/log-reader';
import { startSandbox, until, type RunningSandbox } from '../running-sandbox';
import {
  clientsWith,
  endClients,
  identityOf,
  keysOf,
  refusalOf,
  type Clients,
} from './account-clients';

const one = '000000000000';
const other = '000000000001';
const EndpointName = 'fraud-scorer';

describe('two accounts side by side', () => {
  let sandbox: RunningSandbox;
  let clients: Readonly<Record<typeof one | typeof other, Clients>>;

  beforeAll(async () => {
    sandbox = await startSandbox();
    clients = {
      [one]: clientsWith(sandbox.endpointUrl, keysOf(one)),
      [other]: clientsWith(sandbox.endpointUrl, keysOf(other)),
    };
    const names = { endpoint: EndpointName, group: 'fraud' };
    const made = await sandbox.control('POST', `/worlds?account=${other}`, names);
    expect(made.status).toBe(200);
  }, 60_000);
  afterAll(async () => {
    endClients(...Object.values(clients));
    await sandbox.stop();
  });

  // claim: accounts and regions, GetCallerIdentity · a key names its account; any other key is
  //   one of 000000000000 · AWS: API_GetCallerIdentity
  it('know who calls by the key', async () => {
    const told = await identityOf(sandbox.endpointUrl, keysOf(other));
    const stranger = { accessKeyId: 'AKIASOMEBODY', secretAccessKey: 'secret' };
    const toldStranger = await identityOf(sandbox.endpointUrl, stranger);

    expect(told).toMatchObject({
      Account: other,
      Arn: `arn:aws:iam::${other}:user/SANDBOX${other}`,
      UserId: `SANDBOX${other}`,
    });
    expect(toldStranger.Account).toBe(one);
  });

  // claim: accounts and regions, DescribeEndpoint, DescribeModelPackage, DescribeImages · each
  //   account has its own endpoints, packages and images under the same names; ARNs carry it
  //   · AWS: ARN format of Amazon SageMaker, API_DescribeImages
  it.each([one, other] as const)('have endpoints, packages and images: %s', async (account) => {
    const { sagemaker, ecr } = clients[account];
    const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
    const version = await sagemaker.send(
      new DescribeModelPackageCommand({ ModelPackageName: 'fraud/1' }),
    );
    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({ repositoryName: 'fraud-scorer' }),
    );

    expect(endpoint.EndpointArn).toBe(
      `arn:aws:sagemaker:us-east-1:${account}:endpoint/${EndpointName}`,
    );
    expect(version.ModelPackageArn).toContain(`:${account}:model-package/fraud/1`);
    expect(version.InferenceSpecification?.Containers?.[0]?.Image).toContain(`${account}.dkr.ecr.`);
    expect(imageDetails?.map(({ registryId }) => registryId)).toEqual(Array(6).fill(account));
  });

  // claim: InvokeEndpoint · a request goes to the endpoint of the caller's account, and is counted
  //   in its metrics alone · AWS: API_runtime_InvokeEndpoint
  it('serve and measure requests apart', async () => {
    const requests = { [one]: 3, [other]: 5 };
    for (const [account, count] of Object.entries(requests)) {
      for (let sent = 0; sent < count; sent += 1) {
        await clients[account as typeof one].runtime.send(
          new InvokeEndpointCommand({ EndpointName, Body: Buffer.from('[[1]]') }),
        );
      }
    }
    const served = async (account: typeof one | typeof other): Promise<number> => {
      const { Datapoints = [] } = await clients[account].cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/SageMaker',
          MetricName: 'Invocations',
          Dimensions: [
            { Name: 'EndpointName', Value: EndpointName },
            { Name: 'VariantName', Value: 'main' },
          ],
          StartTime: new Date(Date.now() - 600_000),
          EndTime: new Date(Date.now() + 60_000),
          Period: 60,
          Statistics: ['Sum'],
        }),
      );
      return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
    };
    const counted = await until('all requests are measured', async () => {
      const sums = { [one]: await served(one), [other]: await served(other) };
      return sums[one] + sums[other] >= 8 && sums;
    });

    expect(counted).toEqual(requests);
    const lines = linesOf(await sandbox.log(), 'request').filter(({ mirrored }) => !mirrored);
    expect(lines.map(({ account }) => account)).toEqual([
      ...Array<undefined>(3).fill(undefined),
      ...Array<string>(5).fill(other),
    ]);
  });

  // claim: SetAlarmState, DescribeAlarms · alarms of the same name are apart · AWS: API_DescribeAlarms
  it('have alarms apart', async () => {
    const AlarmName = `${EndpointName}-5xx`;
    const set = { AlarmName, StateValue: 'ALARM', StateReason: 'a test' } as const;
    await clients[other].cloudwatch.send(new SetAlarmStateCommand(set));
    const states = await Promise.all(
      [one, other].map(async (account) => {
        const { MetricAlarms: [alarm] = [] } = await clients[account as typeof one].cloudwatch.send(
          new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }),
        );
        return [alarm?.AlarmArn, alarm?.StateReason === 'a test'];
      }),
    );

    expect(states).toEqual([
      [`arn:aws:cloudwatch:us-east-1:${one}:alarm:${AlarmName}`, false],
      [`arn:aws:cloudwatch:us-east-1:${other}:alarm:${AlarmName}`, true],
    ]);
  });

  // claim: GetMetricData · metrics are the caller's account's own; a query for another one's is refused
  //   by name · sandbox: no cross-account observability
  it('do not read the metrics of each other', async () => {
    const read = (AccountId: string) =>
      clients[other].cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(Date.now() - 600_000),
          EndTime: new Date(),
          MetricDataQueries: [
            {
              Id: 'm',
              AccountId,
              MetricStat: {
                Metric: { Namespace: 'AWS/SageMaker', MetricName: 'Invocations' },
                Period: 60,
                Stat: 'Sum',
              },
            },
          ],
        }),
      );
    expect((await read(other)).MetricDataResults).toHaveLength(1);
    expect((await refusalOf(read(one))).message).toBe(
      'MetricDataQueries.member.1.AccountId: the sandbox does not imitate metrics of other accounts',
    );
  });

  it('change apart, and the log says whose call it was', async () => {
    await clients[other].sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName,
        DesiredWeightsAndCapacities: [{ VariantName: 'main', DesiredWeight: 7 }],
      }),
    );
    const weightOf = async (account: typeof one | typeof other) => {
      const { ProductionVariants: [main] = [] } = await clients[account].sagemaker.send(
        new DescribeEndpointCommand({ EndpointName }),
      );
      return main?.CurrentWeight;
    };
    await until('the weight is in force', async () => (await weightOf(other)) === 7);

    expect(await weightOf(one)).toBe(100);
    const wire = callsTo(await sandbox.log(), 'UpdateEndpointWeightsAndCapacities').filter(
      ({ caller }) => caller === `arn:aws:iam::${other}:user/SANDBOX${other}`,
    );
    expect(wire.map(({ account }) => account)).toEqual([other]);
  });

  it('begin empty, each when it is first asked', async () => {
    const fresh = clientsWith(sandbox.endpointUrl, keysOf('000000000099'));
    const { Endpoints } = await fresh.sagemaker.send(new ListEndpointsCommand({}));
    const { Models } = await fresh.sagemaker.send(new ListModelsCommand({}));
    endClients(fresh);

    expect([Endpoints, Models]).toEqual([[], []]);
  });

  it('are named to the control port, which knows no others', async () => {
    const { body } = await sandbox.control('GET', `/state?account=${other}`);
    const real = await sandbox.control('GET', '/state?account=123456789012');

    expect(JSON.stringify(body.packages)).toContain(`:${other}:model-package/fraud/6`);
    expect(JSON.stringify(body.packages)).not.toContain(`:${one}:`);
    expect(real.status).toBe(400);
    expect(real.body.message).toContain('000000000099');
  });

  it('have load of their own', async () => {
    await sandbox.control('PUT', `/load?account=${other}`, { rps: 40 });
    await until('the load of the other account is answered', async () => {
      const { body } = await sandbox.control('GET', `/load/summary?account=${other}`);
      return Number(body.sent) > 0 && body.failed === 0;
    });
    const { body } = await sandbox.control('GET', '/load/summary');
    await sandbox.control('PUT', `/load?account=${other}`, { rps: 0 });

    expect(body.sent).toBe(0);
  });
});

import {
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteModelPackageCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { anyone, startMoto, type Moto } from '../support/moto';
import { until } from '../sandbox/running-sandbox';
import { describeWith } from '../support/tools';
import { useAccount } from './account';
import { followPackages, type PackageEvents } from './package-events';
import { removeGroup } from './remove-group';

describeWith('python', 'events of packages', () => {
  let moto: Moto | undefined;
  // The sandbox has no EventBridge of its own: another simulator stands there.
  beforeAll(async () => {
    if (process.env.CONTRACT_TARGET !== 'aws') moto = await startMoto();
  });
  const account = useAccount(() => ['--events', `eventbridge:default@${moto!.url}`]);
  afterAll(() => moto?.stop());
  let group = '';
  let events: PackageEvents;
  let created: string;

  const register = async () => {
    const { ModelPackageArn = '' } = await account().sagemaker.send(
      new CreateModelPackageCommand({
        ModelPackageGroupName: group,
        ModelApprovalStatus: 'Approved',
      }),
    );
    return ModelPackageArn;
  };

  const told = (arn: string, hasFields: boolean) =>
    events.details.filter(
      ({ ModelPackageArn, UpdatedModelPackageFields: fields }) =>
        ModelPackageArn === arn && (fields !== undefined) === hasFields,
    );

  beforeAll(async () => {
    const { sagemaker, name, afterwards } = account();
    group = name('group');
    afterwards(() => removeGroup(account(), group));
    await sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: group }));
    const environment = moto && { ...anyone, AWS_ENDPOINT_URL: moto.url };
    events = await followPackages(name('events'), group, environment ?? {});
    afterwards(() => events.stop());
  });

  // asks: whether a version that is made is told of, and with UpdatedModelPackageFields or without
  // costs: a rule and a queue for minutes, less than a cent
  // claim: events, CreateModelPackage · a version that is made Approved is told of, without
  //   UpdatedModelPackageFields; to be tried on a real account · undocumented: AWS's sample event
  //   is of an update
  test('a version that is made is told of without updated fields', async () => {
    // A rule takes effect some time after it was made: versions are made until one is told of.
    const detail = await account().until('the event of a new version', async () => {
      created = await register();
      const seconds = account().isSandbox ? 5 : 60;
      return await until(
        'its event',
        () => Promise.resolve(told(created, false)[0]),
        seconds,
      ).catch(() => undefined);
    });

    expect(detail).toMatchObject({ ModelPackageArn: created, ModelApprovalStatus: 'Approved' });
    expect(told(created, true)).toEqual([]);
  });

  // asks: whether an update tells what it changed, and a deletion is told at all
  // costs: nothing beside them
  // claim: events, UpdateModelPackage, DeleteModelPackage · UpdatedModelPackageFields has the
  //   members of the update; a deletion is not told; to be tried on a real account · AWS: Amazon
  //   SageMaker events from EventBridge; of deletions it does not say
  test('an update is told with its fields, and a deletion is not', async () => {
    const { sagemaker, until: untilTold } = account();
    await sagemaker.send(
      new UpdateModelPackageCommand({ ModelPackageArn: created, ModelApprovalStatus: 'Rejected' }),
    );
    const detail = await untilTold('the event of the update', () =>
      Promise.resolve(told(created, true)[0]),
    );
    expect(detail.UpdatedModelPackageFields).toEqual(['ModelApprovalStatus']);
    const before = events.details.filter(({ ModelPackageArn }) => ModelPackageArn === created);

    await sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName: created }));
    const next = await register();
    await untilTold('the event of the next version', () => Promise.resolve(told(next, false)[0]));

    const after = events.details.filter(({ ModelPackageArn }) => ModelPackageArn === created);
    expect(after).toEqual(before);
  });
});

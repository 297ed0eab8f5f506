import {
  CreateModelCommand,
  CreateModelPackageGroupCommand,
  DeleteModelCommand,
  DescribeModelCommand,
  DescribeModelPackageGroupCommand,
  ListEndpointConfigsCommand,
  ListModelPackageGroupsCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import {
  createConfig,
  createModel,
  packageArn,
  startSandbox,
  variant,
  type RunningSandbox,
} from '../running-sandbox';

describe('lists of the control plane', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    for (const version of [2, 3]) await createModel(sandbox, version);
    for (const name of ['b-config', 'a-config']) {
      await createConfig(sandbox, name, { ProductionVariants: [variant({})] });
    }
  });
  afterAll(() => sandbox.stop());

  // claim: ListModels, ListEndpointConfigs · filtered by a part of the name, sorted, in pages of
  //   MaxResults · AWS: API_ListModels, API_ListEndpointConfigs
  it('filter, sort and page', async () => {
    const byName = { NameContains: '-config', SortBy: 'Name', SortOrder: 'Ascending' } as const;
    const configs = await sandbox.sagemaker.send(new ListEndpointConfigsCommand(byName));
    const page = { NameContains: 'TEST', SortBy: 'Name', MaxResults: 1 } as const;
    const first = await sandbox.sagemaker.send(new ListModelsCommand(page));
    const second = await sandbox.sagemaker.send(
      new ListModelsCommand({ ...page, NextToken: first.NextToken }),
    );

    expect(configs.EndpointConfigs?.map(({ EndpointConfigName }) => EndpointConfigName)).toEqual([
      'a-config',
      'b-config',
    ]);
    const models = [first, second].map(({ Models }) => Models?.map(({ ModelName }) => ModelName));
    expect(models).toEqual([['fraud-3-test'], ['fraud-2-test']]);
    expect(second.NextToken).toBeUndefined();
  });

  // claim: CreateModel, DescribeModel, DeleteModel · a model of a model package shows its name; a
  //   deleted one could not be found · AWS: API_DescribeModel, API_DeleteModel
  it('lose a model that is deleted', async () => {
    const model = { ModelName: 'of-a-package' };
    const PrimaryContainer = { ModelPackageName: packageArn(1) };
    await sandbox.sagemaker.send(
      new CreateModelCommand({
        ...model,
        PrimaryContainer,
        ExecutionRoleArn: 'arn:aws:iam::000000000000:role/test',
      }),
    );
    const shown = await sandbox.sagemaker.send(new DescribeModelCommand(model));
    await sandbox.sagemaker.send(new DeleteModelCommand(model));

    expect(shown.PrimaryContainer ?? shown.Containers?.[0]).toMatchObject(PrimaryContainer);
    for (const again of [new DescribeModelCommand(model), new DeleteModelCommand(model)]) {
      await expect(sandbox.sagemaker.send(again as DescribeModelCommand)).rejects.toThrow(
        'Could not find model',
      );
    }
  });

  // claim: CreateModelPackageGroup, DescribeModelPackageGroup, ListModelPackageGroups · a group is
  //   made, shown with who made it, and listed · AWS: API_DescribeModelPackageGroup,
  //   API_ListModelPackageGroups
  it('have groups of packages', async () => {
    const group = { ModelPackageGroupName: 'rankers', ModelPackageGroupDescription: 'of search' };
    await sandbox.sagemaker.send(new CreateModelPackageGroupCommand(group));
    const shown = await sandbox.sagemaker.send(
      new DescribeModelPackageGroupCommand({ ModelPackageGroupName: 'rankers' }),
    );
    const listed = await sandbox.sagemaker.send(
      new ListModelPackageGroupsCommand({ SortBy: 'Name', SortOrder: 'Descending' }),
    );

    expect(shown).toMatchObject({
      ...group,
      ModelPackageGroupStatus: 'Completed',
      CreatedBy: { IamIdentity: { Arn: 'arn:aws:iam::000000000000:user/AKIATEST' } },
    });
    expect(
      listed.ModelPackageGroupSummaryList?.map(({ ModelPackageGroupName: name }) => name),
    ).toEqual(['rankers', 'fraud']);
  });
});

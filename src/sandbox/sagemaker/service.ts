import type { Call, Operation, Service } from '../wire/operation';
import { createModelPackage } from './create-model-package';
import { deleteModelPackage, deleteModelPackageGroup } from './delete-model-package';
import * as configs from './endpoint-configs';
import * as endpoints from './endpoints';
import * as groups from './model-package-groups';
import * as packages from './model-packages';
import * as models from './models';
import * as policies from './group-policy';
import { invalid, sandboxRegion } from './names';
import { worldOf } from './shared-registry';
import { updateModelPackage } from './update-model-package';
import { updateWeightsAndCapacities } from './weights-and-capacities';
import type { World } from './world';

type Handler = (world: World, input: never, call: Call) => unknown;

const handlers: Readonly<Record<string, Handler>> = {
  CreateModel: models.createModel,
  DescribeModel: models.describeModel,
  DeleteModel: models.deleteModel,
  ListModels: models.listModels,
  CreateEndpointConfig: configs.createEndpointConfig,
  DescribeEndpointConfig: configs.describeEndpointConfig,
  DeleteEndpointConfig: configs.deleteEndpointConfig,
  ListEndpointConfigs: configs.listEndpointConfigs,
  CreateEndpoint: endpoints.createEndpoint,
  DescribeEndpoint: endpoints.describeEndpoint,
  UpdateEndpoint: endpoints.updateEndpoint,
  DeleteEndpoint: endpoints.deleteEndpoint,
  ListEndpoints: endpoints.listEndpoints,
  UpdateEndpointWeightsAndCapacities: updateWeightsAndCapacities,
  CreateModelPackageGroup: groups.createModelPackageGroup,
  DescribeModelPackageGroup: groups.describeModelPackageGroup,
  ListModelPackageGroups: groups.listModelPackageGroups,
  DeleteModelPackageGroup: deleteModelPackageGroup,
  PutModelPackageGroupPolicy: policies.putModelPackageGroupPolicy,
  GetModelPackageGroupPolicy: policies.getModelPackageGroupPolicy,
  DeleteModelPackageGroupPolicy: policies.deleteModelPackageGroupPolicy,
  CreateModelPackage: createModelPackage,
  DescribeModelPackage: packages.describeModelPackage,
  ListModelPackages: packages.listModelPackages,
  UpdateModelPackage: updateModelPackage,
  DeleteModelPackage: deleteModelPackage,
  AddTags: ({ tags }, input: Parameters<World['tags']['addTags']>[0]) => tags.addTags(input),
  ListTags: ({ tags }, input: Parameters<World['tags']['listTags']>[0]) => tags.listTags(input),
  DeleteTags: ({ tags }, input: Parameters<World['tags']['deleteTags']>[0]) =>
    tags.deleteTags(input),
};

/** SageMaker's control plane and Model Registry: real-time endpoints of one-container models. */
export function createSageMakerService(world: World): Service {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, operation(world, handler)]),
  );
}

function operation(world: World, handler: Handler): Operation {
  return (input, call) => {
    const { region } = call.caller;
    if (region !== sandboxRegion) {
      throw invalid(
        `The sandbox holds region ${sandboxRegion} only; the call was signed for ${region}. Set AWS_REGION=${sandboxRegion}.`,
      );
    }
    return handler(worldOf(world, call), input, call);
  };
}

import type { KnownDifference } from './known-difference';

const taggedAtCreation = 'API_ListTags: tags given when the resource was made are tags of it';

/** What is known to differ in models, endpoint configs and tags. One that is gone must go from here. */
export const hostingDifferences: readonly KnownDifference[] = [
  // Models.
  {
    operation: 'create_model',
    step: 'the model again',
    kind: 'moto accepts',
    right: 'sandbox',
    source: 'names are unique in an account and region; AWS refuses a second one',
  },
  {
    operation: 'create_model',
    step: 'a bad name',
    kind: 'moto accepts',
    right: 'sandbox',
    source: 'API_CreateModel: the pattern of ModelName',
  },
  {
    operation: 'create_model',
    step: 'both kinds of containers',
    kind: 'moto accepts',
    right: 'sandbox',
    source: 'API_CreateModel: one primary container, or the containers of a pipeline',
  },
  {
    operation: 'create_model',
    step: 'of a rejected package',
    kind: 'moto accepts',
    right: 'sandbox',
    source: 'API_CreateModelPackage: only an approved version can be deployed',
  },
  {
    operation: 'create_model',
    step: 'without its artifact',
    kind: 'moto accepts',
    right: 'sandbox',
    source: "AWS's message `Could not find model data at s3://…`, reported by its users",
  },
  {
    operation: 'describe_model',
    member: 'PrimaryContainer.Mode',
    kind: 'moto lacks it',
    right: 'sandbox',
    source: 'API_ContainerDefinition: a container is of mode SingleModel or MultiModel',
  },
  {
    operation: 'describe_model',
    member: 'Containers',
    kind: 'moto adds it',
    right: 'sandbox',
    source: 'API_DescribeModel: the containers of a pipeline, which this is not',
  },
  {
    operation: 'describe_model',
    member: 'VpcConfig',
    kind: 'moto adds it',
    right: 'sandbox',
    source: 'API_VpcConfig: subnets and security groups are required, so it cannot be empty',
  },
  {
    operation: 'list_models',
    member: 'Models',
    kind: 'other value',
    right: 'sandbox',
    source: 'API_ListModels: NameContains returns only models whose names contain it',
  },
  // Endpoint configs.
  {
    operation: 'create_endpoint_config',
    step: 'the config again',
    kind: 'moto accepts',
    right: 'sandbox',
    source: 'names are unique in an account and region; AWS refuses a second one',
  },
  {
    operation: 'create_endpoint_config',
    step: 'of an instance type of today',
    kind: 'moto refuses',
    right: 'sandbox',
    source: 'API_ProductionVariant: ml.g6.xlarge is an InstanceType',
  },
  {
    operation: 'describe_endpoint_config',
    member: 'DataCaptureConfig',
    kind: 'moto adds it',
    right: 'sandbox',
    source: 'API_DataCaptureConfig: three members are required, so it cannot be empty',
  },
  {
    operation: 'describe_endpoint_config',
    step: 'with a shadow, shown',
    member: 'ProductionVariants[].InitialVariantWeight',
    kind: 'moto lacks it',
    right: 'sandbox',
    source: 'API_ProductionVariant: it defaults to 1.0',
  },
  {
    operation: 'describe_endpoint_config',
    member: 'ShadowProductionVariants',
    kind: 'moto lacks it',
    right: 'sandbox',
    source: 'API_DescribeEndpointConfig',
  },
  // Tags.
  ...['tags of the model', 'tags of the group', 'tags of the config'].map(
    (step): KnownDifference => ({
      operation: 'list_tags',
      step,
      member: 'Tags',
      kind: 'other value',
      right: 'sandbox',
      source: taggedAtCreation,
    }),
  ),
  {
    operation: 'add_tags',
    step: 'a tag written over',
    member: 'Tags',
    kind: 'other value',
    right: 'sandbox',
    source: 'API_AddTags: a tag key has one value; the same key again overwrites it',
  },
  {
    operation: 'list_tags',
    step: 'tags after that',
    member: 'Tags',
    kind: 'other value',
    right: 'sandbox',
    source: 'API_AddTags: a tag key has one value; the same key again overwrites it',
  },
  {
    operation: 'list_tags',
    step: 'tags of nothing',
    kind: 'moto crashes',
    right: 'sandbox',
    source: "AWS's ValidationException `Resource does not exist.`, reported by its users",
  },
];

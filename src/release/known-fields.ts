/**
 * Members of AWS's documents that Slipway understands well enough to carry into a config or model of its own.
 * Anything else stops the plan: a field that is copied blindly or lost silently is a change nobody approved.
 */
export const configFields = [
  'ProductionVariants',
  'ShadowProductionVariants',
  'DataCaptureConfig',
  'KmsKeyId',
  'AsyncInferenceConfig',
  'ExplainerConfig',
  'ExecutionRoleArn',
  'VpcConfig',
  'EnableNetworkIsolation',
  'MetricsConfig',
] as const;

export const variantFields = [
  'VariantName',
  'ModelName',
  'InitialInstanceCount',
  'InstanceType',
  'InitialVariantWeight',
  'AcceleratorType',
  'CoreDumpConfig',
  'VolumeSizeInGB',
  'ModelDataDownloadTimeoutInSeconds',
  'ContainerStartupHealthCheckTimeoutInSeconds',
  'VariantInstanceProvisionTimeoutInSeconds',
  'EnableSSMAccess',
  'RoutingConfig',
  'InferenceAmiVersion',
  'CapacityReservationConfig',
  'ServerlessConfig',
  'ManagedInstanceScaling',
  'InstancePools',
] as const;

/** Of the variant's members, those that mean another way to release; each is refused by name. */
export const otherStrategies: Readonly<Record<string, string>> = {
  ServerlessConfig: 'serverless inference',
  ManagedInstanceScaling: 'managed instance scaling',
  InstancePools: 'instance pools',
};

export const modelFields = [
  'PrimaryContainer',
  'Containers',
  'InferenceExecutionConfig',
  'ExecutionRoleArn',
  'VpcConfig',
  'EnableNetworkIsolation',
  'DeploymentRecommendation',
] as const;

export const modelContainerFields = [
  'ContainerHostname',
  'Image',
  'ImageConfig',
  'Mode',
  'ModelDataUrl',
  'ModelDataSource',
  'AdditionalModelDataSources',
  'Environment',
  'ModelPackageName',
  'InferenceSpecificationName',
  'ContainerMetricsConfig',
] as const;

/** The first two lines go into the candidate's model, the others describe it. */
export const packageContainerFields = [
  ...['ContainerHostname', 'Image', 'ImageDigest', 'Environment'],
  ...['ModelDataUrl', 'ModelDataSource', 'ModelDataETag', 'AdditionalModelDataSources'],
  ...['ModelInput', 'Framework', 'FrameworkVersion', 'NearestModelName', 'IsCheckpoint'],
  'BaseModel',
] as const;

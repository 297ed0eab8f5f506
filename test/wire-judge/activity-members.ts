/**
 * Every member that the activities of the main job send, by operation: a release that is promoted and
 * one that is taken back. A member that is added to an activity is added here.
 */
export const mainJobMembers: Readonly<Record<string, readonly string[]>> = {
  CreateEndpointConfig: [
    'DataCaptureConfig.CaptureContentTypeHeader.JsonContentTypes',
    'DataCaptureConfig.CaptureOptions.CaptureMode',
    'DataCaptureConfig.DestinationS3Uri',
    'DataCaptureConfig.EnableCapture',
    'DataCaptureConfig.InitialSamplingPercentage',
    'DataCaptureConfig.KmsKeyId',
    'EndpointConfigName',
    'KmsKeyId',
    'MetricsConfig.EnableDetailedObservability',
    'MetricsConfig.EnableEnhancedMetrics',
    'MetricsConfig.MetricPublishFrequencyInSeconds',
    'ProductionVariants.ContainerStartupHealthCheckTimeoutInSeconds',
    'ProductionVariants.CoreDumpConfig.DestinationS3Uri',
    'ProductionVariants.CoreDumpConfig.KmsKeyId',
    'ProductionVariants.EnableSSMAccess',
    'ProductionVariants.InitialInstanceCount',
    'ProductionVariants.InitialVariantWeight',
    'ProductionVariants.InstanceType',
    'ProductionVariants.ModelDataDownloadTimeoutInSeconds',
    'ProductionVariants.ModelName',
    'ProductionVariants.RoutingConfig.RoutingStrategy',
    'ProductionVariants.VariantInstanceProvisionTimeoutInSeconds',
    'ProductionVariants.VariantName',
    'ProductionVariants.VolumeSizeInGB',
    'Tags.Key',
    'Tags.Value',
  ],
  CreateModel: [
    'EnableNetworkIsolation',
    'ExecutionRoleArn',
    'ModelName',
    'PrimaryContainer.Environment',
    'PrimaryContainer.Image',
    'PrimaryContainer.ModelDataUrl',
    'Tags.Key',
    'Tags.Value',
    'VpcConfig.SecurityGroupIds',
    'VpcConfig.Subnets',
  ],
  DeleteAlarms: ['AlarmNames'],
  DeleteEndpointConfig: ['EndpointConfigName'],
  DeleteModel: ['ModelName'],
  DescribeAlarmHistory: ['AlarmName', 'HistoryItemType', 'MaxRecords', 'StartDate'],
  DescribeAlarms: ['AlarmNames', 'AlarmTypes', 'MaxRecords'],
  DescribeEndpoint: ['EndpointName'],
  DescribeEndpointConfig: ['EndpointConfigName'],
  DescribeImages: ['imageIds.imageDigest', 'registryId', 'repositoryName'],
  DescribeModel: ['ModelName'],
  DescribeModelPackage: ['IncludedData', 'ModelPackageName'],
  DescribeScalableTargets: ['ResourceIds', 'ScalableDimension', 'ServiceNamespace'],
  GetMetricData: [
    'EndTime',
    'MetricDataQueries.Id',
    'MetricDataQueries.MetricStat.Metric.Dimensions.Name',
    'MetricDataQueries.MetricStat.Metric.Dimensions.Value',
    'MetricDataQueries.MetricStat.Metric.MetricName',
    'MetricDataQueries.MetricStat.Metric.Namespace',
    'MetricDataQueries.MetricStat.Period',
    'MetricDataQueries.MetricStat.Stat',
    'ScanBy',
    'StartTime',
  ],
  ListEndpoints: ['MaxResults'],
  ListTags: ['ResourceArn'],
  ListTagsForResource: ['ResourceARN'],
  PutMetricAlarm: [
    'ActionsEnabled',
    'AlarmDescription',
    'AlarmName',
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions.Name',
    'Dimensions.Value',
    'EvaluationPeriods',
    'MetricName',
    'Namespace',
    'Period',
    'Statistic',
    'Tags.Key',
    'Tags.Value',
    'Threshold',
    'TreatMissingData',
  ],
  UpdateEndpoint: [
    'EndpointConfigName',
    'EndpointName',
    'ExcludeRetainedVariantProperties.VariantPropertyType',
    'RetainAllVariantProperties',
  ],
  UpdateEndpointWeightsAndCapacities: [
    'DesiredWeightsAndCapacities.DesiredWeight',
    'DesiredWeightsAndCapacities.VariantName',
    'EndpointName',
  ],
  UpdateModelPackage: ['ApprovalDescription', 'ModelApprovalStatus', 'ModelPackageArn'],
};

/** What the shadow stage sends beside it: its variant has all that production's has. */
export const shadowMembers: readonly string[] = mainJobMembers
  .CreateEndpointConfig!.filter((path) => path.startsWith('ProductionVariants.'))
  .map((path) => `Shadow${path}`);

/** What activities send beside the main job; test/activities/sent-members.test.ts has it sent and judged. */
export const otherMembers: Readonly<Record<string, readonly string[]>> = {
  // A release of the newest, or of the newest approved version.
  ListModelPackages: [
    'MaxResults',
    'ModelApprovalStatus',
    'ModelPackageGroupName',
    'NextToken',
    'SortBy',
    'SortOrder',
  ],
  // A stable that has lost instances gets them back before its weight.
  UpdateEndpointWeightsAndCapacities: [
    'DesiredWeightsAndCapacities.DesiredInstanceCount',
    'DesiredWeightsAndCapacities.VariantName',
    'EndpointName',
  ],
};

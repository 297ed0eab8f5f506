import type { Gap } from './gap';

/** Of CloudWatch and Application Auto Scaling. */
export const cloudwatchGaps: readonly Gap[] = [
  {
    about: 'metrics',
    gap: 'of the enhanced metrics only the period is imitated; the dimensions `InstanceId` and `ContainerId` are missing',
    aws: 'EnableEnhancedMetrics adds metrics of instances and containers',
  },
  {
    about: 'metrics',
    gap: '`DiskUtilization`, GPU metrics, `ModelSetupTime`, concurrency metrics and those of inference components are missing',
    aws: 'SageMaker publishes them',
  },
  {
    about: 'metrics',
    gap: 'points are kept for 15 days; late data shows at once',
    aws: 'points of a minute become points of 5 minutes after 15 days, and of an hour after 63',
  },
  {
    about: 'metrics',
    gap: 'published `--metric-delay` after their period, 5 s by default, all at the same time',
    aws: 'within a minute or two, at no fixed time',
  },
  {
    about: 'metrics',
    gap: 'there are no logs of containers',
    aws: 'CloudWatch Logs has the output of containers',
  },
  {
    about: 'metric math',
    gap: '`SEARCH`, `ANOMALY_DETECTION_BAND`, `INSIGHT_RULE_METRIC`, `SERVICE_QUOTA`, Metrics Insights and dynamic labels are refused',
    aws: 'all are served',
  },
  {
    about: 'metric math',
    gap: 'several series of one expression share its label',
    aws: 'each series has a label of its own',
  },
  {
    about: 'alarms',
    gap: 'actions but scaling policies call nobody; the history says `Failed to execute action`',
    aws: 'SNS, Lambda, EC2, Systems Manager and others are called',
  },
  {
    about: 'alarms',
    gap: 'log, PromQL and anomaly alarms, warm-ups and evaluation windows are refused by name',
    aws: 'all are served',
  },
  {
    about: 'alarms',
    gap: '`PARTIAL_DATA` does not occur',
    aws: 'EvaluationState may be PARTIAL_DATA',
  },
  {
    about: 'alarms',
    gap: 'deleting a suppressor, or an alarm by the name of another kind',
    aws: 'undocumented',
  },
  {
    about: 'GetMetricData',
    gap: 'LabelOptions has no effect',
    aws: 'it sets the time zone of dynamic labels',
  },
  {
    about: 'GetMetricStatistics',
    gap: 'datapoints are not split by unit',
    aws: 'one datapoint for each unit',
  },
  {
    about: 'ListMetrics',
    gap: 'IncludeLinkedAccounts and OwningAccount have no effect',
    aws: 'metrics of linked accounts are listed',
  },
  {
    about: 'PutMetricData',
    gap: 'entities have no effect',
    aws: 'metrics are associated with entities',
  },
  {
    about: 'autoscaling',
    gap: 'provisioned concurrency, inference components, predictive scaling and high-resolution predefined metrics are refused by name',
    aws: 'all are served',
  },
  {
    about: 'autoscaling',
    gap: '`L`, `W` and `#` in cron expressions are refused by name',
    aws: 'all are served',
  },
  {
    about: 'autoscaling',
    gap: '`ConcurrentUpdateException` and `FailedResourceAccessException` come by fault only',
    aws: 'come when changes race, or a role lacks a permission',
  },
  {
    about: 'autoscaling',
    gap: 'a step policy looks at the datapoints that its alarm evaluates',
    aws: 'how many it aggregates is undocumented',
  },
  {
    about: 'autoscaling',
    gap: 'a scale-in during the cooldown of a scale-out is not held back',
    aws: 'undocumented',
  },
  {
    about: 'autoscaling',
    gap: 'a scheduled action for a time that is over never runs',
    aws: 'undocumented',
  },
];

import { firstAccount } from '../account/account-id';
import type { CloudWatch } from '../cloudwatch/service';
import { sandboxRegion } from '../sagemaker/names';
import type { SeedNames } from './names';

/** The two alarms on variant `main`; they get to OK once traffic flows. */
export function seedAlarms(
  { putMetricAlarm }: CloudWatch,
  { endpoint }: SeedNames,
  account = firstAccount,
): void {
  const common = {
    Namespace: 'AWS/SageMaker',
    Dimensions: [
      { Name: 'EndpointName', Value: endpoint },
      { Name: 'VariantName', Value: 'main' },
    ],
    Period: 10,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'missing',
    AlarmActions: [`arn:aws:sns:${sandboxRegion}:${account}:payments-risk-on-call`],
    Tags: [{ Key: 'team', Value: 'payments-risk' }],
  };
  putMetricAlarm(
    {
      ...common,
      AlarmName: `${endpoint}-5xx`,
      AlarmDescription: 'More than 1 % of the answers are server errors',
      MetricName: 'Invocation5XXErrors',
      // Each request counts 0 or 1, so the average is a ratio.
      Statistic: 'Average',
      Threshold: 0.01,
      DatapointsToAlarm: 2,
    },
    sandboxRegion,
  );
  putMetricAlarm(
    {
      ...common,
      AlarmName: `${endpoint}-latency`,
      AlarmDescription: 'One request in ten takes longer than 200 ms',
      MetricName: 'ModelLatency',
      ExtendedStatistic: 'p90',
      Threshold: 200_000,
      DatapointsToAlarm: 3,
    },
    sandboxRegion,
  );
}

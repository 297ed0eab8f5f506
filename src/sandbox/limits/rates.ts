/**
 * Calls a second that an account may make of each operation, in one region. CloudWatch's are the
 * published ones (CloudWatch service quotas, November 2026).
 */
const cloudwatch: Readonly<Record<string, number>> = {
  DescribeAlarms: 9,
  GetMetricData: 50,
  GetMetricStatistics: 400,
  ListMetrics: 25,
  PutMetricData: 500,
  PutMetricAlarm: 3,
  PutCompositeAlarm: 3,
  DeleteAlarms: 3,
  SetAlarmState: 3,
  DescribeAlarmHistory: 3,
  EnableAlarmActions: 3,
  DisableAlarmActions: 3,
};

/** SageMaker publishes none: these two are assumed. */
export const assumedRates = { read: 20, change: 5 } as const;

/** The limit of an operation, calls a second; undefined where the sandbox knows and assumes none. */
export function rateOf(service: string, operation: string): number | undefined {
  if (service === 'monitoring') {
    return Object.hasOwn(cloudwatch, operation) ? cloudwatch[operation] : undefined;
  }
  if (service !== 'sagemaker') return undefined;
  return /^(Describe|List|Get|Search)/.test(operation) ? assumedRates.read : assumedRates.change;
}

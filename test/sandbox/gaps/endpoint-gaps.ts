import type { Gap } from './gap';

/** Of endpoints, their instances and requests. */
export const endpointGaps: readonly Gap[] = [
  {
    about: 'limits',
    gap: 'an update needs the quota of its whole new fleet beside the old one',
    aws: 'how an update counts is undocumented',
  },
  {
    about: 'faults',
    gap: 'InvokeEndpoint can have all faults but `alter` and `stale`',
    aws: 'may fail in any way',
  },
  {
    about: 'metrics',
    gap: 'of more than 256 times in a period, and 1,024 other values, all but the least and the greatest are rounded by 0.25 % at most; sums, counts and averages are exact',
    aws: 'how values are kept for percentiles is undocumented',
  },
  {
    about: 'endpoint states',
    gap: 'a state is left as soon as its work is done',
    aws: 'AWS takes longer now and then, without a bound',
  },
  {
    about: 'instances',
    gap: '`/ping` is asked every 5 s in service, and three failures in a row have the instance started again',
    aws: 'AWS publishes neither number',
  },
  {
    about: 'instances',
    gap: 'a health check at start has 45 s at least, however fast the clock',
    aws: 'ContainerStartupHealthCheckTimeoutInSeconds is kept exactly',
  },
  {
    about: 'instances',
    gap: 'instance types and sizes are names: all instances are processes of this machine',
    aws: 'types differ in speed, memory and price',
  },
  {
    about: 'instances',
    gap: 'instances have no availability zones',
    aws: 'instances are spread over zones',
  },
  {
    about: 'deployments',
    gap: 'the texts of FailureReason and of refused batch sizes are ours',
    aws: 'AWS has texts of its own, which it does not publish',
  },
  {
    about: 'deployments',
    gap: 'a composite alarm in AutoRollbackConfiguration rolls back as any alarm',
    aws: 'undocumented; no document names its kind',
  },
  {
    about: 'deployments',
    gap: 'an alarm in ALARM as an update begins stops nothing',
    aws: 'undocumented',
  },
  {
    about: 'deployments',
    gap: 'guardrails of an endpoint with a shadow are carried out',
    aws: 'undocumented; the guide lists what guardrails do not support',
  },
  {
    about: 'deployments',
    gap: 'RetainDeploymentConfig on an endpoint that has none updates all at once',
    aws: 'undocumented',
  },
  {
    about: 'deployments',
    gap: 'an update to the config in force replaces the fleet',
    aws: 'undocumented',
  },
  {
    about: 'routing',
    gap: 'a shadow of smaller weight than production gets that share of the requests',
    aws: 'only equal weights are documented',
  },
  {
    about: 'routing',
    gap: 'with all weights 0 requests are refused',
    aws: 'undocumented',
  },
  {
    about: 'routing',
    gap: 'a shadow that has 500 requests under way loses the next ones',
    aws: 'undocumented',
  },
  {
    about: 'data capture',
    gap: "captures of a shadow are taken of the same requests as production's",
    aws: 'undocumented',
  },
  {
    about: 'data capture',
    gap: 'requests on which the model fails are not captured',
    aws: 'undocumented',
  },
  {
    about: 'data capture',
    gap: 'captures without a bucket are lost, and the log says so',
    aws: 'DescribeEndpoint shows an error of the capture',
  },
  {
    about: 'data capture',
    gap: 'nothing is encrypted with KmsKeyId',
    aws: 'captures are encrypted with it',
  },
  {
    about: 'limits',
    gap: 'quotas exist where a plan gives them, of endpoints, configs, models and instances',
    aws: 'every account has quotas',
  },
  {
    about: 'time',
    gap: "only AWS's own waiting is divided by `--clock`: cooldowns, provisioning, maintenance",
    aws: 'time is not scaled',
  },
  {
    about: 'InvokeEndpoint',
    gap: 'TargetModel, TargetContainerHostname, EnableExplanations and SessionId have no effect',
    aws: 'choose a model or container, explain, keep a session',
  },
  {
    about: 'InvokeEndpoint',
    gap: 'there is no InvokeEndpointWithResponseStream and no InvokeEndpointAsync',
    aws: 'both are served',
  },
  {
    about: 'InvokeEndpoint',
    gap: 'an endpoint with AsyncInferenceConfig answers no requests',
    aws: 'answers InvokeEndpointAsync',
  },
];

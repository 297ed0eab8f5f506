import type { Gap } from './gap';

/** Of callers, wires and the services beside. */
export const wireGaps: readonly Gap[] = [
  {
    about: 'IAM',
    gap: 'one identity-based policy for all callers; NotAction, NotResource, most conditions and variables are refused by name at the start',
    aws: 'policies by principal, resource-based policies, permission boundaries, service control policies',
  },
  {
    about: 'limits',
    gap: 'the rates of SageMaker, 5 changes and 20 reads a second, are assumed; other services than it and CloudWatch have none',
    aws: 'SageMaker publishes no rates; the others have some',
  },
  {
    about: 'limits',
    gap: 'models and configs show late to the calls that deploy them only, where `--consistency-delay` asks for it; Describe shows them at once',
    aws: 'any read may be late',
  },
  {
    about: 'restarts',
    gap: 'a deployment in a bake starts again from provisioning; faults, load and held events end with the process',
    aws: 'nothing of AWS ends with one process',
  },
  {
    about: 'restarts',
    gap: '`--state` outlives a kill, not a loss of power; two sandboxes on one file are not refused',
    aws: 'what is acknowledged is durable',
  },
  {
    about: 'accounts and regions',
    gap: 'there are 100 accounts, 000000000000 to 000000000099, and one region, us-east-1; an account is there as soon as somebody calls',
    aws: 'accounts are opened, in many regions',
  },
  {
    about: 'accounts and regions',
    gap: 'the fault plan acts on calls of all accounts, and lets things happen in the first',
    aws: 'no such plan; each account has its own misfortunes',
  },
  {
    about: 'IAM',
    gap: 'of a signature only the form is checked; without `--iam` any key may do anything',
    aws: 'every request is authenticated and authorized',
  },
  {
    about: 'IAM',
    gap: 'roles, VPCs and KMS keys are kept and shown; nothing looks whether they are there, and nothing is encrypted',
    aws: 'CreateModel checks that the role can be assumed, volumes are encrypted',
  },
  {
    about: 'events',
    gap: 'a target that does not answer is tried five times, within seconds',
    aws: 'retried for 24 hours, up to 185 times, then put in a dead-letter queue',
  },
  {
    about: 'events',
    gap: 'requests to targets are unsigned; only emulators take them',
    aws: 'EventBridge delivers itself',
  },
  {
    about: 'events',
    gap: 'only events of packages, endpoints, deployments and alarms are told',
    aws: 'configs, models, groups and jobs have events as well',
  },
  {
    about: 'validation',
    gap: "a member that AWS's model does not have is refused",
    aws: 'AWS may drop it silently',
  },
  {
    about: 'validation',
    gap: 'lists and structures that are refused are printed as `[{Key=a, Value=b}]`',
    aws: 'printed in a form of its own',
  },
  {
    about: 'validation',
    gap: "patterns are read by JavaScript: `\\s` takes Unicode's spaces too",
    aws: "patterns are Java's",
  },
  {
    about: 'validation',
    gap: 'inputs of S3 and InvokeEndpoint are not checked by a service model',
    aws: 'all inputs are',
  },
  {
    about: 'wires',
    gap: 'bodies over 10 MB are refused on each wire',
    aws: 'each service has a limit of its own; S3 takes 5 GB in one put',
  },
  {
    about: 'wires',
    gap: "AWS's answers are checked by tests, not as they are given",
    aws: 'always of its model',
  },
  {
    about: 'DescribeImages',
    gap: 'filter, maxResults and nextToken have no effect: all images come in one page',
    aws: 'filtered, in pages',
  },
  {
    about: 'BatchGetImage',
    gap: 'gives no manifests; acceptedMediaTypes has no effect',
    aws: "gives each image's manifest",
  },
  {
    about: 'PutBucketPolicy',
    gap: "the policy alone decides on another account's call; Condition knows the keys of `--iam` only; SageMaker reads and writes buckets for an account, whatever its role: a policy that names the role alone does not let it in",
    aws: "the caller's own policies must allow it as well; SageMaker acts as the execution role",
  },
  {
    about: 'DescribeImages',
    gap: "repositories are not shared: another account's is not there",
    aws: 'a repository policy may let other accounts in',
  },
  {
    about: 'AssumeRole',
    gap: 'any role is there and trusts everybody until the control port gives it a trust policy; it takes sessions of 12 hours',
    aws: 'roles are made in IAM, with a trust policy and a longest session of an hour by default',
  },
  {
    about: 'AssumeRole',
    gap: 'session policies, session tags and MFA have no effect, and PackedPolicySize is absent; a caller needs no leave of its own to assume a role, but what `--iam` says',
    aws: 'all narrow or describe the session; between accounts the caller needs sts:AssumeRole as well',
  },
  {
    about: 'AssumeRole',
    gap: 'only keys of sessions that the sandbox issued need their token; any other key with any token is a user',
    aws: 'every token is checked',
  },
  {
    about: 'GetCallerIdentity',
    gap: 'the UserId of a user is its access key',
    aws: 'an id of its own, which begins with AIDA',
  },
  {
    about: 'PutObject',
    gap: 'no multipart uploads, encryption, storage classes, tags, ACLs or cache headers',
    aws: 'all are kept',
  },
  {
    about: 'GetObject',
    gap: 'no ranges, no conditional reads, no response-* parameters',
    aws: 'all are served',
  },
  {
    about: 'GetBucketLocation',
    gap: 'a bucket of another region answers callers of every region',
    aws: 'redirects them (301) or says which region is expected (400)',
  },
  {
    about: 'ListBuckets',
    gap: 'in one page, without filters',
    aws: 'pages, prefixes and regions',
  },
  {
    about: 'ListObjectsV2',
    gap: 'encoding-type and fetch-owner have no effect',
    aws: 'keys are encoded, owners shown',
  },
  {
    about: 'CreateBucket',
    gap: 'lifecycles, encryption and public access blocks are not served',
    aws: 'all are',
  },
  {
    about: 'HeadObject',
    gap: 'keys with `.` or `..` as a part do not arrive as they were sent',
    aws: 'any key is kept',
  },
];

import type { Gap } from './gap';

/** Of SageMaker's other operations. */
export const registryGaps: readonly Gap[] = [
  {
    about: 'PutModelPackageGroupPolicy',
    gap: 'a policy of which the sandbox does not understand a statement is refused in words of its own; Condition knows the keys of `--iam` only',
    aws: 'any resource-based policy; what a malformed one is refused with is not documented',
  },
  {
    about: 'PutModelPackageGroupPolicy',
    gap: "the policy alone decides on another account's call; shares of AWS RAM are unknown",
    aws: "the caller's own policies must allow it as well; RAM shares groups too",
  },
  {
    about: 'CreateEndpointConfig',
    gap: 'serverless variants and instance pools run as plain instances',
    aws: 'scale from 0, choose from several types',
  },
  {
    about: 'CreateEndpointConfig',
    gap: 'managed instance scaling and explainers are kept and shown; variants without a model, for inference components, can not be deployed',
    aws: 'all are served',
  },
  {
    about: 'CreateEndpointConfig',
    gap: 'core dumps, KMS keys, AMI versions and accelerators are kept and shown',
    aws: 'take effect',
  },
  {
    about: 'CreateModel',
    gap: 'a model of several containers can be made and not deployed; multi-model containers are refused by name',
    aws: 'inference pipelines and multi-model endpoints',
  },
  {
    about: 'CreateModelPackage',
    gap: 'ModelApprovalStatus of an unversioned package is refused, and so is every UpdateModelPackage of one',
    aws: 'documented as not applying; what a call that gives it is answered is undocumented',
  },
  {
    about: 'CreateModelPackage',
    gap: 'CertifyForMarketplace is kept and shown; there is no AWS Marketplace',
    aws: 'validates the package and may list it',
  },
  {
    about: 'CreateModelPackage',
    gap: 'is `Completed` at once; validation and image scans do not run',
    aws: 'goes over Pending and InProgress, and may fail',
  },
  {
    about: 'CreateModelPackage',
    gap: 'a ClientToken is remembered for good',
    aws: 'for how long is undocumented',
  },
  {
    about: 'ListModelPackages',
    gap: 'versions of a group that is not there are refused',
    aws: 'names no error',
  },
  {
    about: 'DeleteModelPackage',
    gap: 'is gone at once, never `Deleting`; no event tells of it, and nothing that was made from it hinders it',
    aws: 'has the status `Deleting`; events of deletions and packages in use are undocumented',
  },
  {
    about: 'DeleteModelPackageGroup',
    gap: "the text of the refusal of a group that has versions is the sandbox's own; a new group of the name begins at version 1",
    aws: 'names ConflictException and no text',
  },
  {
    about: 'ListEndpoints',
    gap: 'SortBy Status sorts by creation time',
    aws: 'sorts by status',
  },
  {
    about: 'ListEndpoints',
    gap: "a page's token is a place in the list: what is made or deleted between pages moves the rest",
    aws: "undocumented; AWS's tokens last 24 hours",
  },
  {
    about: 'DeleteEndpointConfig',
    gap: 'a config in use can be deleted, and the log says so',
    aws: 'documented as not to be done, not as refused',
  },
];

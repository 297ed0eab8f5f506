import type { KnownDifference } from './known-difference';

const described = 'API_DescribeModelPackage: the member is part of the answer';
const listed = 'API_ModelPackageSummary: the member is part of the summary';
const omitted = 'API_UpdateModelPackage: what is not given is not changed';
const identity =
  'API_UserContext: the IAM identity of the caller; a user profile is there for calls from Studio only';

/** What is known to differ in groups, versions and decisions. One that is gone must go from here. */
export const registryDifferences: readonly KnownDifference[] = [
  // What AWS does not say.
  {
    operation: 'create_model_package',
    step: 'of a group in mixed case',
    member: 'ModelPackageArn',
    kind: 'other value',
    right: 'nobody knows',
    source:
      'the guide to pipelines shows lower case for AbaloneModelPackageGroupName; refusals by IAM of 2023 show the case kept',
  },
  {
    operation: 'list_model_packages',
    step: 'versions of no such group',
    kind: 'moto accepts',
    right: 'nobody knows',
    source: 'API_ListModelPackages names no error; every other operation refuses such a group',
  },
  // Groups.
  {
    operation: 'create_model_package_group',
    step: 'the group again',
    kind: 'moto accepts',
    right: 'sandbox',
    source: 'names are unique in an account and region; AWS refuses a second one',
  },
  {
    operation: 'describe_model_package_group',
    member: 'ModelPackageGroupDescription',
    kind: 'moto lacks it',
    right: 'sandbox',
    source: 'API_DescribeModelPackageGroup',
  },
  {
    operation: 'describe_model_package_group',
    member: 'CreatedBy',
    kind: 'moto lacks it',
    right: 'sandbox',
    source: 'API_DescribeModelPackageGroup: required in the answer',
  },
  {
    operation: 'list_model_package_groups',
    member: 'ModelPackageGroupSummaryList[].ModelPackageGroupDescription',
    kind: 'moto lacks it',
    right: 'sandbox',
    source: 'API_ModelPackageGroupSummary',
  },
  // Packages outside of groups.
  {
    operation: 'create_model_package',
    step: 'the unversioned package again',
    kind: 'moto accepts',
    right: 'sandbox',
    source: "AWS's message `ModelPackage already exists`, which the Python SDK looks for",
  },
  // Versions.
  {
    operation: 'create_model_package',
    step: 'by the same token',
    member: 'ModelPackageArn',
    kind: 'other value',
    right: 'sandbox',
    source: 'API_CreateModelPackage: ClientToken makes the call idempotent',
  },
  {
    operation: 'create_model_package',
    step: 'by the same token, another one',
    kind: 'moto accepts',
    right: 'sandbox',
    source: 'API_CreateModelPackage: ClientToken makes the call idempotent; ConflictException',
  },
  ...['ModelLifeCycle', 'SourceUri', 'ModelPackageRegistrationType'].map(
    (member): KnownDifference => ({
      operation: 'describe_model_package',
      member,
      kind: 'moto lacks it',
      right: 'sandbox',
      source: described,
    }),
  ),
  ...['ImageScanStatuses', 'ValidationStatuses'].map((member): KnownDifference => ({
    operation: 'describe_model_package',
    member: `ModelPackageStatusDetails.${member}`,
    kind: 'other value',
    right: 'sandbox',
    source:
      'API_ModelPackageStatusDetails: statuses of validation profiles and scans, of which a version has none; the sample event of AWS has empty lists',
  })),
  ...['CreatedBy', 'LastModifiedBy'].flatMap((member): KnownDifference[] => [
    {
      operation: 'describe_model_package',
      member: `${member}.IamIdentity`,
      kind: 'moto lacks it',
      right: 'sandbox',
      source: identity,
    },
    ...['UserProfileArn', 'UserProfileName', 'DomainId'].map((name): KnownDifference => ({
      operation: 'describe_model_package',
      member: `${member}.${name}`,
      kind: 'moto adds it',
      right: 'sandbox',
      source: identity,
    })),
  ]),
  ...['ModelLifeCycle', 'ModelPackageRegistrationType'].map((member): KnownDifference => ({
    operation: 'list_model_packages',
    member: `ModelPackageSummaryList[].${member}`,
    kind: 'moto lacks it',
    right: 'sandbox',
    source: listed,
  })),
  // Decisions.
  {
    operation: 'describe_model_package',
    step: 'after a note',
    member: 'ModelApprovalStatus',
    kind: 'moto lacks it',
    right: 'sandbox',
    source: omitted,
  },
  {
    operation: 'describe_model_package',
    step: 'after a note',
    member: 'CustomerMetadataProperties.seed',
    kind: 'moto lacks it',
    right: 'sandbox',
    source:
      'API_UpdateModelPackage: CustomerMetadataPropertiesToRemove exists beside it, so properties are merged',
  },
  {
    operation: 'update_model_package',
    step: 'a note taken away',
    kind: 'moto crashes',
    right: 'sandbox',
    source: 'API_UpdateModelPackage: CustomerMetadataPropertiesToRemove alone is a valid call',
  },
  ...['ModelApprovalStatus', 'CustomerMetadataProperties'].map((member): KnownDifference => ({
    operation: 'describe_model_package',
    step: 'after a stage',
    member,
    kind: 'moto lacks it',
    right: 'sandbox',
    source: omitted,
  })),
];

import type { UpdateModelPackageInput } from '@aws-sdk/client-sagemaker';
import { describeModelPackage } from '../sagemaker/model-packages';
import type { World } from '../sagemaker/world';
import { isoSeconds, withDates, type EventDetail } from './aws-event';

/** The names that an event can carry in `UpdatedModelPackageFields`; AWS writes one of them in lower case. */
const updatable = {
  ModelLifeCycle: 'ModelLifeCycle',
  ModelApprovalStatus: 'ModelApprovalStatus',
  ApprovalDescription: 'ApprovalDescription',
  SourceUri: 'sourceUri',
  CustomerMetadataProperties: 'CustomerMetadataProperties',
  CustomerMetadataPropertiesToRemove: 'CustomerMetadataProperties',
  InferenceSpecification: 'InferenceSpecification',
} as const satisfies Partial<Record<keyof UpdateModelPackageInput, string>>;

/** What a Model Package State Change says; `updated` are the members of UpdateModelPackage that were given. */
export function packageDetail(
  world: World,
  arn: string,
  updated: readonly string[] | undefined,
): EventDetail {
  const shown = describeModelPackage(world, { ModelPackageName: arn });
  const detail = {
    ModelPackageName: shown.ModelPackageName,
    ModelPackageGroupName: shown.ModelPackageGroupName,
    ModelPackageVersion: shown.ModelPackageVersion,
    ModelPackageArn: shown.ModelPackageArn,
    ModelPackageDescription: shown.ModelPackageDescription,
    CreationTime: shown.CreationTime,
    InferenceSpecification: shown.InferenceSpecification,
    ModelPackageStatus: shown.ModelPackageStatus,
    ModelPackageStatusDetails: shown.ModelPackageStatusDetails,
    CertifyForMarketplace: shown.CertifyForMarketplace,
    ModelApprovalStatus: shown.ModelApprovalStatus,
    ApprovalDescription: shown.ApprovalDescription,
    MetadataProperties: shown.MetadataProperties,
    ModelMetrics: shown.ModelMetrics,
    CustomerMetadataProperties: shown.CustomerMetadataProperties,
    ModelLifeCycle: shown.ModelLifeCycle,
    UpdatedModelPackageFields: updated && fieldsOf(updated),
    LastModifiedTime: shown.LastModifiedTime,
  };
  return withDates(detail, isoSeconds) as EventDetail;
}

function fieldsOf(members: readonly string[]): readonly string[] {
  const named = Object.entries(updatable).filter(([member]) => members.includes(member));
  return [...new Set(named.map(([, field]) => field))];
}

import type {
  CreateModelPackageInput,
  UpdateModelPackageInput,
  UpdateModelPackageOutput,
} from '@aws-sdk/client-sagemaker';
import type { Call } from '../wire/operation';
import { findPackage, type ModelPackageRecord } from './model-packages';
import { invalid } from './names';
import { registeredContainers } from './registered-containers';
import { userContext } from './user-context';
import type { World } from './world';

/** Changes what may change of a registered version, and records by whom. */
export function updateModelPackage(
  world: World,
  input: UpdateModelPackageInput,
  { caller }: Call,
): UpdateModelPackageOutput {
  const record = findPackage(world, input.ModelPackageArn ?? '');
  const from = record.approval;
  if (from === undefined) {
    const what = `UpdateModelPackage of ${record.name}, which is no version of a group: refused`;
    world.log.write({ kind: 'undocumented', what });
    throw invalid(`Model package ${record.arn} is unversioned; only a version can be updated.`);
  }
  const { ApprovalDescription: description } = input;
  const properties = mergedProperties(record, input);
  const to = input.ModelApprovalStatus ?? from;
  record.input = { ...record.input, ...replaced(world, record, input), ...properties };
  record.approval = to;
  record.approvalDescription = description ?? record.approvalDescription;
  record.modifiedAt = new Date();
  record.modifiedBy = userContext(caller);
  if (from !== to) {
    world.log.write({ kind: 'package', package: record.name, from, to, by: caller.userArn });
  }
  const fields = Object.keys(input).filter((member) => member !== 'ModelPackageArn');
  world.log.write({ kind: 'registry', arn: record.arn, by: caller.userArn, fields });
  return { ModelPackageArn: record.arn };
}

function mergedProperties(
  record: ModelPackageRecord,
  {
    CustomerMetadataProperties: added,
    CustomerMetadataPropertiesToRemove: removed,
  }: UpdateModelPackageInput,
): Pick<CreateModelPackageInput, 'CustomerMetadataProperties'> {
  if (added === undefined && removed === undefined) return {};
  const merged = Object.entries({ ...record.input.CustomerMetadataProperties, ...added });
  const kept = merged.filter(([key]) => !(removed ?? []).includes(key));
  if (kept.length > 50) {
    throw invalid(`${kept.length} CustomerMetadataProperties exceed the limit of 50.`);
  }
  return { CustomerMetadataProperties: Object.fromEntries(kept) };
}

function replaced(
  world: World,
  record: ModelPackageRecord,
  input: UpdateModelPackageInput,
): Partial<CreateModelPackageInput> {
  const { ModelLifeCycle, SourceUri, ModelCard, ModelPackageRegistrationType } = input;
  const { InferenceSpecification: specification } = input;
  const added = input.AdditionalInferenceSpecificationsToAdd ?? [];
  const additional = [...(record.input.AdditionalInferenceSpecifications ?? []), ...added];
  return {
    ...(ModelLifeCycle && { ModelLifeCycle }),
    ...(SourceUri !== undefined && { SourceUri }),
    ...(ModelCard && { ModelCard }),
    ...(ModelPackageRegistrationType && { ModelPackageRegistrationType }),
    ...(added.length > 0 && { AdditionalInferenceSpecifications: additional }),
    ...(specification && {
      InferenceSpecification: {
        ...specification,
        Containers: registeredContainers(world, specification.Containers),
      },
    }),
  };
}

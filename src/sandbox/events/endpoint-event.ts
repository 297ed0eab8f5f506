import type { PendingProductionVariantSummary } from '@aws-sdk/client-sagemaker';
import { describeEndpointOutput } from '../sagemaker/describe-endpoint';
import type { Endpoint } from '../sagemaker/endpoint';
import type { World } from '../sagemaker/world';
import { withDates, type EventDetail } from './aws-event';

/** What an Endpoint State Change says; its times are ms since 1970 where the API gives dates. */
export function endpointDetail(world: World, endpoint: Endpoint): EventDetail {
  const shown = describeEndpointOutput(endpoint);
  return inMs({
    EndpointName: shown.EndpointName,
    EndpointArn: shown.EndpointArn,
    EndpointConfigName: shown.EndpointConfigName,
    ProductionVariants: variants(shown.ProductionVariants),
    EndpointStatus: upperSnake(shown.EndpointStatus ?? ''),
    FailureReason: shown.FailureReason,
    CreationTime: shown.CreationTime,
    LastModifiedTime: shown.LastModifiedTime,
    Tags: tagsOf(world, endpoint.arn),
  });
}

/** What an Endpoint Deployment State Change says; undefined while no variant is on its way anywhere. */
export function deploymentDetail(world: World, endpoint: Endpoint): EventDetail | undefined {
  const { PendingDeploymentSummary: pending, ProductionVariants: live = [] } =
    describeEndpointOutput(endpoint);
  const moving = [...live, ...(pending?.ProductionVariants ?? [])].some(
    ({ VariantStatus }) => VariantStatus !== undefined && VariantStatus.length > 0,
  );
  if (!moving) return undefined;
  return {
    ...endpointDetail(world, endpoint),
    ...(pending && {
      PendingDeploymentSummary: inMs({
        EndpointConfigName: pending.EndpointConfigName,
        StartTime: pending.StartTime,
        ProductionVariants: variants(pending.ProductionVariants),
      }),
    }),
  };
}

/** The members that AWS's samples show of a variant. */
function variants(all: readonly PendingProductionVariantSummary[] = []): readonly unknown[] {
  return all.map(
    ({
      VariantName,
      CurrentWeight,
      DesiredWeight,
      CurrentInstanceCount,
      DesiredInstanceCount,
      VariantStatus,
    }) => ({
      VariantName,
      CurrentWeight,
      DesiredWeight,
      CurrentInstanceCount,
      DesiredInstanceCount,
      VariantStatus,
    }),
  );
}

function tagsOf({ tags }: World, ResourceArn: string): Readonly<Record<string, string>> {
  const { Tags = [] } = tags.listTags({ ResourceArn });
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** `InService` → `IN_SERVICE`: events spell the status otherwise than the API. */
const upperSnake = (status: string): string =>
  status.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

const inMs = (detail: EventDetail): EventDetail =>
  withDates(detail, (date) => date.getTime()) as EventDetail;

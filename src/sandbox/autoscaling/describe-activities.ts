import type { DescribeScalingActivitiesRequest } from '@aws-sdk/client-application-auto-scaling';
import type { Checked } from '../service-model/checked';
import { shownActivity } from './activities';
import { pageOf } from './page';
import type { Scaling } from './scaling';
import { askedFor } from './target-query';

/** Newest first; what was not scaled only when asked for. */
export function describeScalingActivities(
  scaling: Scaling,
  request: Checked<DescribeScalingActivitiesRequest>,
) {
  const { items, ...next } = pageOf(
    askedFor(scaling.activities.all(), request).filter(
      ({ notScaled }) => notScaled === undefined || request.IncludeNotScaledActivities === true,
    ),
    request,
  );
  return { ScalingActivities: items.map(shownActivity), ...next };
}

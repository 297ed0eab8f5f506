import { z } from 'zod';
import { readInput } from '../wire/read-input';
import { shownActivity } from './activities';
import { pageOf, pageSchema } from './page';
import { isAskedFor } from './policies';
import type { Scaling } from './scaling';

const schema = pageSchema.extend({
  ServiceNamespace: z.string().min(1),
  ResourceId: z.string().optional(),
  ScalableDimension: z.string().optional(),
  IncludeNotScaledActivities: z.boolean().default(false),
});

/** Newest first; what was not scaled only when asked for. */
export function describeScalingActivities(scaling: Scaling, input: unknown) {
  const request = readInput(schema, input, 'ValidationException');
  const { items, ...next } = pageOf(
    scaling.activities
      .all()
      .filter(({ target }) => isAskedFor(target, request))
      .filter(({ notScaled }) => notScaled === undefined || request.IncludeNotScaledActivities),
    request,
  );
  return { ScalingActivities: items.map(shownActivity), ...next };
}

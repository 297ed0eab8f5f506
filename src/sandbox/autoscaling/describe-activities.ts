import { z } from 'zod';
import { readInput } from '../wire/read-input';
import { shownActivity } from './activities';
import { pageOf } from './page';
import type { Scaling } from './scaling';
import { askedFor, targetQuerySchema } from './target-query';

const schema = targetQuerySchema.extend({
  IncludeNotScaledActivities: z.boolean().default(false),
});

/** Newest first; what was not scaled only when asked for. */
export function describeScalingActivities(scaling: Scaling, input: unknown) {
  const request = readInput(schema, input, 'ValidationException');
  const { items, ...next } = pageOf(
    askedFor(scaling.activities.all(), request).filter(
      ({ notScaled }) => notScaled === undefined || request.IncludeNotScaledActivities,
    ),
    request,
  );
  return { ScalingActivities: items.map(shownActivity), ...next };
}

import { isRecord } from '../wire/exchange';
import type { Call } from '../wire/operation';
import type { RequestContext } from './condition';

/** What a call tells the conditions of any policy, of the caller's own or of a resource: region, tags and external id. */
export function contextOf({ caller, input }: Call): RequestContext {
  const tags = Array.isArray(input.Tags) ? input.Tags.filter(isRecord) : [];
  const byKey = tags.flatMap(({ Key, Value }) =>
    typeof Key === 'string' ? [[`aws:requesttag/${Key.toLowerCase()}`, Value]] : [],
  );
  const asked = Object.fromEntries(byKey) as RequestContext;
  const externalId = typeof input.ExternalId === 'string' ? input.ExternalId : undefined;
  return { 'aws:requestedregion': caller.region, 'sts:externalid': externalId, ...asked };
}

import type { ReleaseSpec } from '../release/spec';

/** A spec as far as it could be read: a section with a fault is absent. */
export interface Draft extends Partial<ReleaseSpec> {
  /** The spec was read as one without a shadow, not merely without a readable one. */
  readonly noShadow: boolean;
}

/** The spec of a draft in which nothing was at fault; throws where a section is absent after all. */
export function specOf({ noShadow: _, ...draft }: Draft): ReleaseSpec {
  const { endpoint, model, risk, registry, approvals, steps, checks, alarms } = draft;
  const { watch, finish, onInconclusive, metrics } = draft;
  if (!endpoint || !model || !risk || !registry || !approvals || !steps || !checks || !alarms)
    throw new Error('a section of the spec is absent although no fault was found');
  if (!watch || !finish || !onInconclusive || !metrics)
    throw new Error('a section of the spec is absent although no fault was found');
  return {
    ...draft,
    ...{ endpoint, model, risk, registry, approvals, steps, checks, alarms },
    ...{ watch, finish, onInconclusive, metrics },
  };
}

import type { Fleet, Variant } from '../fleet/variant';

/** Two fleets that serve at once while a guarded deployment shifts traffic, or when its rollback failed. */
export interface Traffic {
  readonly blue: Fleet;
  readonly green: Fleet;
  /** Of the requests, 0 to 1, that go to the green fleet. */
  readonly share: number;
}

/** A fleet, with the part of its instances that is turned on. */
export interface Lane {
  readonly fleet: Fleet;
  readonly active: (variant: Variant) => number;
}

/** Draws the fleet of one request. As many instances as the green fleet turns on, the blue one turns off. */
export function drawLane({ blue, green, share }: Traffic, random: number): Lane {
  return random < share
    ? { fleet: green, active: (variant) => activeOf(variant, share) }
    : { fleet: blue, active: (variant) => activeOf(variant, 1 - share) };
}

/** Instances of a variant that a share of its capacity means; one at least takes its requests. */
export function activeOf({ desiredCount }: Variant, share: number): number {
  return share <= 0 ? 0 : Math.max(Math.round(desiredCount * share), 1);
}

import { prospectOf, type Judged } from './gate-forecast';
import type { Outlook, PlannedWindow } from './planned-window';

/**
 * Chance that a healthy candidate passes all gates by the last planned look, 0..1: the product, which is a lower
 * bound where what is bad for one gate tends to be bad for another.
 */
export function chanceOfWindow(
  gates: readonly Judged[],
  window: PlannedWindow,
  outlook: Outlook,
  frozen: ReadonlySet<string>,
): number {
  return gates.reduce(
    (chance, gate) =>
      chance === 0
        ? 0
        : chance * (prospectOf(gate, window, outlook, frozen.has(gate.id)).chances.at(-1) ?? 0),
    1,
  );
}

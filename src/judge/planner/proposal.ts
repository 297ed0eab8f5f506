import type { Gate } from '../gate';
import { firstWhere } from '../statistics/first-where';
import type { Judged } from './gate-forecast';
import type { Outlook, PlannedWindow } from './planned-window';
import { chanceOfWindow } from './window-chance';

/** Changes any one of which lets a healthy candidate pass with the chance aimed at. */
export interface Proposal {
  /** A bake of at least this long. */
  readonly seconds?: number;
  /** A share of at least this many percent. */
  readonly percent?: number;
  /** Metrics published and judged this often. */
  readonly periodSeconds?: number;
  /** A limit of this share for the gate that keeps the others from a pass. */
  readonly limit?: { readonly gate: string; readonly max: number };
}

export const aimedChance = 0.8;

const longest = 30 * 86_400;
const finePeriod = 10;
const looser = [2, 3, 5, 10, 20, 50, 100];
const largestLimit = 0.5;

/** What would help a window that cannot conclude; empty where nothing of it does. */
export function proposalOf(
  gates: readonly Judged[],
  window: PlannedWindow,
  outlook: Outlook,
  frozen: ReadonlySet<string>,
): Proposal {
  const helps = (change: Partial<PlannedWindow>, other: Partial<Outlook> = {}): boolean =>
    chanceOfWindow(gates, { ...window, ...change }, { ...outlook, ...other }, frozen) >=
    aimedChance;
  const minutes = smallest(Math.ceil(window.seconds / 60), longest / 60, (count) =>
    helps({ seconds: count * 60 }),
  );
  const share = window.mirrored ? undefined : largerShare();
  const finer = outlook.periodSeconds > finePeriod && helps({}, { periodSeconds: finePeriod });
  const limit = looserLimit(gates, window, outlook, frozen);
  return {
    ...(minutes !== undefined && { seconds: minutes * 60 }),
    ...(share !== undefined && { percent: share }),
    ...(finer && { periodSeconds: finePeriod }),
    ...(limit && { limit }),
  };

  function largerShare(): number | undefined {
    return smallest(Math.ceil(window.percent), 99, (percent) => helps({ percent }));
  }
}

/** A wider limit of a count, where that gate alone stands in the way. */
function looserLimit(
  gates: readonly Judged[],
  window: PlannedWindow,
  outlook: Outlook,
  frozen: ReadonlySet<string>,
): Proposal['limit'] {
  const gate = gates.find((each) => chanceOfWindow([each], window, outlook, frozen) < aimedChance);
  if (gate?.kind !== 'ratio') return undefined;
  for (const factor of looser) {
    const max = Number((gate.limit * factor).toPrecision(6));
    if (max > largestLimit) return undefined;
    const changed = withLimit(gate, max, factor);
    const others = gates.map((other) => (other === gate ? changed : other));
    if (chanceOfWindow(others, window, outlook, frozen) >= aimedChance)
      return { gate: gate.id, max };
  }
  return undefined;
}

/** With a wider limit; the fewer requests that it takes to prove it are asked for by the proof. */
function withLimit(
  gate: Extract<Gate, { kind: 'ratio' }>,
  limit: number,
  factor: number,
): Extract<Gate, { kind: 'ratio' }> {
  const passLimit = Math.min(1, gate.passLimit * factor);
  return { ...gate, limit, passLimit, minimum: { ...gate.minimum, requests: 0 } };
}

/** The smallest whole number from `low` to `high` for which it holds, taking it to hold for all larger ones. */
function smallest(
  low: number,
  high: number,
  holds: (value: number) => boolean,
): number | undefined {
  if (low > high || !holds(high)) return undefined;
  return firstWhere(low, high - 1, holds);
}

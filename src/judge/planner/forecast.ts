import type { Gate } from '../gate';
import { gateForecast, type GateForecast, type Judged } from './gate-forecast';
import type { Outlook, PlannedWindow } from './planned-window';
import { proposalOf, type Proposal } from './proposal';

/** A healthy candidate that passes less often than this is not really being tested. */
export const neededChance = 0.5;

/** What can be decided in one window on the traffic that is expected. */
export interface WindowForecast {
  readonly window: string;
  readonly percent: number;
  readonly seconds: number;
  /** Of the candidate, about. */
  readonly requests: number;
  /** Chance that a healthy candidate passes every gate: by the end of the bake, and of its extension. */
  readonly chance: number;
  readonly chanceExtended?: number;
  readonly gates: readonly GateForecast[];
  /** Present where the window cannot conclude. */
  readonly proposal?: Proposal;
}

/** Every window of a release in its order: a limit that one of them freezes serves those after it. Never throws. */
export function forecastWindows(
  gates: readonly Gate[],
  windows: readonly PlannedWindow[],
  expected: Outlook,
): WindowForecast[] {
  const outlook = sound(expected);
  const judged = gates.filter((gate): gate is Judged => gate.kind !== 'split');
  const frozen = new Set<string>();
  const known = new Map<string, GateForecast>();
  return windows.map(soundWindow).map((window) => {
    const before = new Set(frozen);
    const forecasts = judged.map((gate) => {
      const { percent, mirrored, seconds, afterChange } = window;
      const key = JSON.stringify([
        [gate.id, percent, mirrored, seconds, afterChange],
        before.has(gate.id),
      ]);
      const forecast = known.get(key) ?? gateForecast(gate, window, outlook, before.has(gate.id));
      known.set(key, forecast);
      // A gate that compares with nothing asks for no frozen limit either.
      if (forecast.comparison !== 'none') frozen.add(gate.id);
      return forecast;
    });
    const chance = product(forecasts.map((forecast) => forecast.chance));
    const last = product(
      forecasts.map(({ chance: first, chanceExtended = first }) => chanceExtended),
    );
    return {
      window: window.title,
      percent: window.percent,
      seconds: window.seconds,
      requests: Math.round((outlook.requestsPerSecond * window.seconds * window.percent) / 100),
      chance,
      ...(outlook.extend && { chanceExtended: last }),
      gates: forecasts,
      ...(last < neededChance && { proposal: proposalOf(judged, window, outlook, before) }),
    };
  });
}

/** What is no rate is none, so that nothing is promised of it. */
function sound(outlook: Outlook): Outlook {
  return { ...outlook, requestsPerSecond: positive(outlook.requestsPerSecond) };
}

/** The same of a share and a length. */
function soundWindow(window: PlannedWindow): PlannedWindow {
  const { percent, seconds } = window;
  return { ...window, percent: percent <= 100 ? positive(percent) : 0, seconds: positive(seconds) };
}

const positive = (value: number): number =>
  value > 0 && value <= Number.MAX_SAFE_INTEGER ? value : 0;

function product(chances: readonly number[]): number {
  const all = chances.reduce((total, chance) => total * chance, 1);
  return Number(all.toPrecision(4));
}

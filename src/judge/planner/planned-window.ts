import type { Gate } from '../gate';
import { warmUpPeriods } from '../latency-readings';
import { minuteSeconds } from '../level-readings';
import { judgedPeriodMs } from '../period-grid';

/** A window that a release will hold and judge. */
export interface PlannedWindow {
  /** As people are told: `shadow`, `step 1`, `watch`. */
  readonly title: string;
  /** Part of production's requests that reaches the candidate, 1..100; a shadow gets a copy of all. */
  readonly percent: number;
  readonly mirrored: boolean;
  readonly seconds: number;
  /** Latency gates leave out the first periods after a change of weights or fleets. */
  readonly afterChange: boolean;
}

/** What is known about production and holds for every window. */
export interface Outlook {
  readonly requestsPerSecond: number;
  /** Of the metrics, as the spec asks for them. */
  readonly periodSeconds: number;
  /** An inconclusive bake goes on to twice its length. */
  readonly extend: boolean;
  /** Share of the stable's requests that is bad by each gate now, by gate id; absent where unknown. */
  readonly presentShares: Readonly<Record<string, number>>;
}

/** Whole periods that a gate will judge in the first so many seconds of a window. */
export function periodsIn(
  gate: Gate,
  { afterChange }: PlannedWindow,
  seconds: number,
  { periodSeconds }: Outlook,
): number {
  const asked = gate.kind === 'level' ? Math.max(periodSeconds, minuteSeconds) : periodSeconds;
  // A window begins with a whole period of the spec, which may be in the middle of a minute.
  const late = Math.max(0, asked - periodSeconds);
  const whole = Math.floor((1000 * (seconds - late)) / judgedPeriodMs(1000 * seconds, asked));
  // A period that is none leaves no whole one.
  const periods = whole > 0 && whole < Infinity ? whole : 0;
  if (gate.kind !== 'latency' || !afterChange) return periods;
  const warm = periods - warmUpPeriods;
  return warm >= Math.max(1, gate.minimum.periods) ? warm : periods;
}

/** Requests of each arm in so many seconds, as means. */
export function requestsIn(
  { percent, mirrored }: PlannedWindow,
  seconds: number,
  { requestsPerSecond }: Outlook,
): { readonly candidate: number; readonly stable: number } {
  const all = requestsPerSecond * seconds;
  const stable = mirrored ? 1 : 1 - percent / 100;
  return { candidate: (all * percent) / 100, stable: all * stable };
}

import type { Rules } from '../assessment';
import type { Gate } from '../gate';
import { latencyRules } from '../latency-verdict';
import { levelRules } from '../level-verdict';
import type { Comparator } from '../observation';
import { ratioRules } from '../ratio-verdict';
import { spentAt } from '../statistics/upper-bound';
import { fewestRequests } from './binomial-sums';
import { comparisonOf, type Comparison } from './comparison';
import { smallestFound } from './detection';
import { passChances, type Sample } from './pass-chance';
import { periodsIn, requestsIn, type Outlook, type PlannedWindow } from './planned-window';

/** What one gate can be expected to say of a window; shares are 0..1. */
export interface GateForecast {
  readonly gate: string;
  /** Requests of the candidate that are judged, or values where the gate counts periods. */
  readonly counted: number;
  /** The fewest of them that pass when none is bad. */
  readonly needed: number;
  readonly periods: number;
  readonly periodsNeeded: number;
  readonly comparison: Comparison;
  /** Share of bad requests of a healthy candidate: the stable's now, else half of what the gate allows. */
  readonly healthy: number;
  readonly assumed?: true;
  /** Chance that a healthy candidate passes by the end of the bake. */
  readonly chance: number;
  /** The same by the end of its extension, where there is one. */
  readonly chanceExtended?: number;
  /** Seconds after which a candidate without any bad request could pass at the earliest. */
  readonly earliestPassSeconds?: number;
  /** Smallest shares of bad requests that are found by the end of the bake with 80 % and with 95 %. */
  readonly found80?: number;
  readonly found95?: number;
}

export type Judged = Exclude<Gate, { readonly kind: 'split' }>;

/** A gate in a window: its rules, what it will count, and its chances by each look. */
export interface Prospect {
  readonly rules: Rules;
  readonly comparison: Comparison;
  readonly looks: readonly Sample[];
  readonly healthy: number;
  readonly assumed: boolean;
  readonly chances: readonly number[];
}

export function prospectOf(
  gate: Judged,
  window: PlannedWindow,
  outlook: Outlook,
  frozen: boolean,
): Prospect {
  const comparison = comparisonOf(gate, window, outlook, frozen);
  const share = outlook.presentShares[gate.id];
  const present = share !== undefined && share >= 0 && share <= 1 ? share : undefined;
  const rules = rulesOf(gate, comparison, present ?? 0);
  const lengths = outlook.extend ? [window.seconds, 2 * window.seconds] : [window.seconds];
  const looks = lengths.map((seconds) => sampleOf(gate, window, seconds, outlook));
  // What instances use now says little about a new fleet; a level is taken to keep its limit.
  const healthy = present ?? (gate.kind === 'level' ? 0 : rules.limit / 2);
  const chances = rules.comparable ? passChances(rules, looks, healthy) : looks.map(() => 0);
  return { rules, comparison, looks, healthy, assumed: present === undefined, chances };
}

/** The forecast of a gate; its costly part is the simulation of what would be found. */
export function gateForecast(
  gate: Judged,
  window: PlannedWindow,
  outlook: Outlook,
  frozen: boolean,
): GateForecast {
  const { rules, comparison, looks, healthy, assumed, chances } = prospectOf(
    gate,
    window,
    outlook,
    frozen,
  );
  const { requests = 0, periods = 0 } = looks[0] ?? {};
  const needed = fewestRequests(rules, spentAt(1));
  const periodsNeeded = Math.max(rules.minimum.periods, gate.kind === 'level' ? needed : 0);
  const [chance = 0, chanceExtended] = chances;
  const earliest = earliestOf();
  const traffic = {
    periods,
    candidate: requests / Math.max(1, periods),
    stable: requestsIn(window, window.seconds, outlook).stable / Math.max(1, periods),
    stableShare: healthy,
  };
  const counts = gate.kind === 'ratio';
  const found80 = counts ? smallestFound(rules, traffic, 0.8) : undefined;
  const found95 = counts ? smallestFound(rules, traffic, 0.95) : undefined;
  return {
    gate: gate.id,
    counted: Math.round(requests),
    needed,
    periods,
    periodsNeeded,
    comparison,
    healthy: short(healthy),
    ...(assumed && { assumed }),
    chance: short(chance),
    ...(chanceExtended !== undefined && { chanceExtended: short(chanceExtended) }),
    ...(earliest !== undefined && { earliestPassSeconds: earliest }),
    ...(found80 !== undefined && { found80: short(found80) }),
    ...(found95 !== undefined && { found95: short(found95) }),
  };

  function earliestOf(): number | undefined {
    if (!rules.comparable || requests <= 0) return undefined;
    const seconds = window.seconds * Math.max(needed / requests, periodsNeeded / periods);
    return Math.ceil(seconds);
  }
}

/** A level counts its periods; latency gates count the requests of the periods that they keep. */
function sampleOf(gate: Judged, window: PlannedWindow, seconds: number, outlook: Outlook): Sample {
  const periods = periodsIn(gate, window, seconds, outlook);
  if (gate.kind === 'level') return { requests: periods, periods, steady: true };
  const all = periodsIn(
    { ...gate, kind: 'split', metric: 'Invocations' },
    window,
    seconds,
    outlook,
  );
  const { candidate } = requestsIn(window, seconds, outlook);
  return { requests: all > 0 ? (candidate * periods) / all : 0, periods };
}

function rulesOf(gate: Judged, comparison: Comparison, stableShare: number): Rules {
  const comparator = comparatorOf(gate, comparison, stableShare);
  switch (gate.kind) {
    case 'ratio':
      return ratioRules(gate, comparator);
    case 'latency':
      return latencyRules(gate, comparator);
    case 'level':
      return levelRules(gate, comparator);
  }
}

/** Stands for the one that will be measured; only the share of 4XX that it allows matters before. */
function comparatorOf(
  gate: Judged,
  comparison: Comparison,
  stableShare: number,
): Comparator | undefined {
  if (comparison === 'none') return undefined;
  const kind = comparison === 'needless' ? 'absolute' : comparison;
  const threshold = gate.kind === 'ratio' ? stableShare + gate.limit : 0;
  return { kind, threshold, unit: 'ratio', requests: 0, window: { start: '', end: '' } };
}

/** Four digits: a plan is read, and kept in history. */
const short = (share: number): number => Number(share.toPrecision(4));

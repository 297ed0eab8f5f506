import { isAnotherUnit } from './another-unit';
import type { Carried } from './carried';
import type { Gate, LatencyGate, LevelGate } from './gate';
import type { Comparator, Count, Observations, Period, Reading } from './observation';
import { interpolation } from './observed-periods';
import { halvedAt } from './statistics/upper-bound';
import type { Look } from './verdict';

/** Counts above this are not exact any more in a double. */
const mostRequests = Number.MAX_SAFE_INTEGER;

/** What makes readings worthless: a time that cannot be read, two values for one period. */
export function readingsFault(readings: readonly Reading[]): string | undefined {
  for (const { id, points } of readings) {
    const seen = new Set<number>();
    for (const { at, value } of points) {
      const time = Date.parse(at);
      if (!Number.isFinite(time)) return `${id} has a point at ${JSON.stringify(at)}`;
      if (!Number.isFinite(value)) return `${id} is ${String(value)} at ${at}`;
      if (seen.has(time)) return `${id} has two values for ${at}`;
      seen.add(time);
    }
  }
  return undefined;
}

/** What makes a look worthless: an error halved so often, or by no number, leaves nothing to decide with. */
export function lookFault({ look = 1 }: Look): string | undefined {
  if (Number.isInteger(look) && look >= 1 && halvedAt(1, look) > 0) return undefined;
  return `it is look ${String(look)}; looks are counted from 1, and have no error left after a thousand`;
}

/** What makes observations worthless, as one clause with value and place; undefined for sound ones. */
export function inputFault(gate: Gate, observations: Observations): string | undefined {
  return (
    observations.fault ??
    gateFault(gate) ??
    splitFault(gate, observations) ??
    periodsFault(observations.periods) ??
    windowFault(observations) ??
    comparatorFault(observations.comparator) ??
    carriedFault(observations.carried) ??
    unitFault(gate, observations)
  );
}

function gateFault(gate: Gate): string | undefined {
  if (gate.kind === 'split') return undefined;
  const { alpha, minimum } = gate;
  if (!(alpha > 0 && alpha < 1)) return `the gate's alpha is ${alpha}, it must be between 0 and 1`;
  if (!(minimum.requests >= 0 && minimum.periods >= 0))
    return `the gate asks for at least ${minimum.requests} requests and ${minimum.periods} periods`;
  if (gate.kind === 'ratio') {
    const { limit, passLimit } = gate;
    if (!(limit >= 0 && limit <= 1))
      return `the limit is ${limit}; a share is 0 to 1, so 0.1 % is 0.001`;
    if (!(passLimit >= limit && passLimit <= 1))
      return `the limit of a pass is ${passLimit}, it must be from ${limit} to 1`;
  }
  if (gate.kind === 'latency' && !(gate.quantile > 0 && gate.quantile < 1))
    return `the quantile is ${gate.quantile}; p99 is 0.99`;
  return gate.kind === 'ratio' ? undefined : limitsFault(gate);
}

/** A limit that is no number is none: nothing would ever be beyond it. */
function limitsFault(gate: LatencyGate | LevelGate): string | undefined {
  const { max, increase } = gate;
  const min = gate.kind === 'level' ? gate.min : undefined;
  if (increase !== undefined && !(increase >= 0 && increase < Infinity))
    return `the allowed increase is ${increase}; 20 % is 0.2`;
  if (max !== undefined && !Number.isFinite(max)) return `the largest allowed value is ${max}`;
  if (min !== undefined && !Number.isFinite(min)) return `the least allowed value is ${min}`;
  if (max === undefined && min === undefined && increase === undefined) return 'there is no limit';
  return undefined;
}

function splitFault({ kind }: Gate, { plannedShare }: Observations): string | undefined {
  if (kind !== 'split') return undefined;
  if (plannedShare !== undefined && plannedShare > 0 && plannedShare < 1) return undefined;
  return `the candidate's planned share is ${plannedShare ?? 'not known'}; 5 % is 0.05`;
}

function comparatorFault(comparator?: Comparator): string | undefined {
  if (!comparator || Number.isFinite(comparator.threshold)) return undefined;
  return `the ${comparator.kind} comparator's threshold is ${comparator.threshold}`;
}

function carriedFault(carried?: Carried): string | undefined {
  if (!carried) return undefined;
  const { candidate, own, stable, relative } = carried;
  const wrong = countFault(candidate);
  if (wrong !== undefined) return `the windows before count ${wrong}`;
  const capital = [...own, ...stable, ...relative].find((each) => !(each >= 0 && each < Infinity));
  return capital === undefined ? undefined : `a bet of the windows before has won ${capital}`;
}

function windowFault({ expectedPeriods, periods, window }: Observations): string | undefined {
  if (!Number.isInteger(expectedPeriods) || expectedPeriods < 0)
    return `${expectedPeriods} periods were expected`;
  if (periods.length > expectedPeriods)
    return `${periods.length} periods were observed in a window of ${expectedPeriods}`;
  const [start, end] = [Date.parse(window.start), Date.parse(window.end)];
  if (!(end >= start)) return `the window goes from ${window.start} to ${window.end}`;
  return undefined;
}

function periodsFault(periods: readonly Period[]): string | undefined {
  let free = -Infinity;
  for (const { start, seconds, candidate, stable } of periods) {
    const at = Date.parse(start);
    if (!Number.isFinite(at)) return `a period starts at ${JSON.stringify(start)}`;
    if (!(seconds > 0 && Number.isFinite(seconds)))
      return `the period of ${start} has ${seconds} s`;
    if (at < free) return `the period of ${start} begins before the one before it has ended`;
    free = at + seconds * 1000;
    const wrong = countFault(candidate) ?? countFault(stable);
    if (wrong !== undefined) return `the period of ${start} counts ${wrong}`;
  }
  return undefined;
}

function countFault({ n, x, most }: Count): string | undefined {
  const shown = `${x} bad of ${n} requests`;
  if (!Number.isFinite(n) || !Number.isFinite(x) || n < 0 || x < 0) return shown;
  if (n > mostRequests) return `${shown}, more than can be counted exactly`;
  if (x > n + interpolation) return `${shown}, more bad ones than requests`;
  if (most !== undefined && !(most >= x && most <= n + interpolation))
    return `${x} to ${most} bad of ${n}`;
  return undefined;
}

/** Of one arm alone it may be true. */
function unitFault(
  gate: Gate,
  { candidateMicros, stableMicros }: Observations,
): string | undefined {
  if (gate.kind !== 'latency' || gate.max === undefined) return undefined;
  if (candidateMicros === undefined || stableMicros === undefined) return undefined;
  if (!isAnotherUnit([candidateMicros, stableMicros], gate.max)) return undefined;
  return `both variants answer in ${Math.round(candidateMicros)} and ${Math.round(stableMicros)} µs where the limit is ${gate.max} µs: one of them is in another unit`;
}

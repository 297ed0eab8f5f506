import type { WindowForecast } from '../judge/planner/forecast';
import { durationText } from './duration';
import type { Forecast } from './plan';

/** What the steps will prove, a line each; the first says on what traffic. */
export function forecastLines({ traffic, windows }: Forecast): string[] {
  if (traffic.basis === 'unknown')
    return [
      'unknown: CloudWatch has too little traffic of the stable to say what the steps will prove',
    ];
  const { basis, requestsPerSecond, seenSeconds } = traffic;
  const seen = durationText(seenSeconds);
  const source =
    basis === 'hours'
      ? `nine of ten hours had more, of ${seen} at the planned time of day`
      : `from the last ${seen} alone, no whole hour is known`;
  const rate = Number(requestsPerSecond.toPrecision(3));
  return [`on ${rate} requests/s (${source})`, ...windows.map(windowLine)];
}

function windowLine(window: WindowForecast): string {
  const { percent, seconds, requests, chance, chanceExtended, gates } = window;
  const where = `${window.window}, ${percent} %, ${durationText(seconds)}`;
  const longer =
    chanceExtended === undefined || chanceText(chanceExtended) === chanceText(chance)
      ? ''
      : `, with ${chanceText(chanceExtended)} if it is extended`;
  const found = gates.find(({ found80 }) => found80 !== undefined)?.found80;
  const harm = found === undefined ? '' : `; ${shareText(found)} errors are found with 80 %`;
  const verdict = window.proposal === undefined ? '' : '; cannot conclude';
  return `${where}: about ${requests} requests; a healthy candidate passes with ${chanceText(chance)}${longer}${harm}${verdict}`;
}

/** Whole percents; nothing is certain, and what is possible is not 0 %. */
export function chanceText(chance: number): string {
  if (chance <= 0) return '0 %';
  if (chance < 0.01) return 'under 1 %';
  return chance > 0.99 ? 'over 99 %' : `${Math.floor(100 * chance)} %`;
}

/** A share to two digits: 0.00991 is `0.99 %`. */
export function shareText(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

import type { WindowForecast } from '../judge/planner/forecast';
import { durationText } from './duration';
import type { Forecast } from './plan';
import { chanceText, shareText } from './forecast-line';
import type { Refusal } from './refusal';
import type { ReleaseSpec } from './spec';

/**
 * A window in which even a healthy candidate would hardly pass tests nothing. Refused only where whole hours of
 * traffic are known, and unless the spec accepts it.
 */
export function forecastRefusals(
  { acceptInconclusive }: Pick<ReleaseSpec, 'acceptInconclusive'>,
  { traffic, windows }: Forecast,
): Refusal[] {
  if (acceptInconclusive === true || traffic.basis !== 'hours') return [];
  return windows.flatMap((window) =>
    window.proposal === undefined
      ? []
      : [{ type: 'Refused' as const, sentence: sentenceOf(window) }],
  );
}

function sentenceOf(window: WindowForecast): string {
  const { percent, seconds, requests, chance, chanceExtended = chance } = window;
  const advice = [...proposals(window), 'consent with acceptInconclusive: true'];
  return `${window.window} (${percent} % for ${durationText(seconds)}) cannot conclude: a healthy candidate passes with a chance of ${chanceText(chanceExtended)}, needed are 50 %. About ${requests} requests are expected; ${reasonOf(window)}. ${capital(advice.join(', or '))}.`;
}

/** What the weakest gate lacks, with what there is and what is needed. */
function reasonOf({ gates }: WindowForecast): string {
  const [weakest] = [...gates].sort(
    (a, b) => (a.chanceExtended ?? a.chance) - (b.chanceExtended ?? b.chance),
  );
  if (!weakest) return 'no check judges them';
  const { gate, comparison, counted, needed, periods, periodsNeeded, healthy, assumed } = weakest;
  if (comparison === 'none') return `check ${gate} has nothing to compare with`;
  if (periods < periodsNeeded)
    return `check ${gate} sees ${periods} whole periods of the ${periodsNeeded} that it needs`;
  if (counted < needed)
    return `check ${gate} needs ${needed} without a bad one and sees ${counted}`;
  const whose = assumed ? 'a candidate at half its limit has' : 'the stable has';
  return `${whose} ${shareText(healthy)} bad ones by check ${gate}, too near its limit for ${counted} requests to tell`;
}

function proposals({ proposal = {} }: WindowForecast): string[] {
  const { seconds, percent, periodSeconds, limit } = proposal;
  return [
    ...(seconds === undefined ? [] : [`bake for ${durationText(seconds)} or longer`]),
    ...(percent === undefined ? [] : [`give it a share of ${percent} % or more`]),
    ...(periodSeconds === undefined
      ? []
      : [`publish and judge metrics every ${periodSeconds} s (metrics.period)`]),
    ...(limit === undefined ? [] : [`set max of check ${limit.gate} to ${shareText(limit.max)}`]),
  ];
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

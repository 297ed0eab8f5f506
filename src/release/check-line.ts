import type { QuantileInterval } from '../judge/quantile-interval';
import type { Reason, Verdict } from '../judge/verdict';
import type { VerdictNumbers } from '../judge/verdict-numbers';
import { shareText } from './forecast-line';
import type { ReasonWord } from './reasons';
import type { CheckLine } from './verdict';

const words: Readonly<Partial<Record<Reason, ReasonWord>>> = {
  'above-limit': 'ErrorsAboveLimit',
  'slower-than-limit': 'SlowerThanLimit',
  'no-traffic': 'NoTraffic',
  'too-few-requests': 'TooFewSamples',
  'too-few-periods': 'TooFewSamples',
  'missing-data': 'TooFewSamples',
  'too-early': 'TooFewSamples',
  'no-comparator': 'NoComparator',
  'metric-unavailable': 'MetricUnavailable',
  environment: 'Environment',
  'split-mismatch': 'SplitMismatch',
  'bad-input': 'MetricsUnsound',
  'level-outside-limit': 'LevelOutsideLimit',
  'answers-differ': 'AnswersDiffer',
  'slice-differs': 'AnswersDiffer',
  'schema-violated': 'AnswersDiffer',
  'too-few-pairs': 'TooFewSamples',
  drifted: 'DataDrifted',
  'constraint-broken': 'DataDrifted',
  'too-few-rows': 'TooFewSamples',
  'worse-than-stable': 'WorseThanStable',
  'no-difference': 'NoDifference',
  'too-few-conversions': 'TooFewSamples',
  'partial-week': 'TooFewSamples',
  'generator-behind': 'LoadTestInvalid',
  'load-not-reached': 'LoadTestInvalid',
  'errors-under-load': 'LoadTestInvalid',
  unpaired: 'AnswersUnpaired',
  'captures-unreadable': 'CapturesUnreadable',
};

/** The judge's reason in the release's words. */
export function reasonOf(verdict: Verdict): ReasonWord {
  if (verdict.result === 'pass') return 'ChecksPassed';
  return words[verdict.reason] ?? 'NotProven';
}

/** A verdict as one line of the table people read. */
export function checkLine(verdict: Verdict): CheckLine {
  return {
    check: verdict.gate,
    result: verdict.result,
    value: amount(verdict.value, verdict.unit),
    limit: amount(verdict.limit, verdict.unit),
    requests: verdict.candidate.n,
    sentence: verdict.sentence,
    ...(verdict.numbers && { proof: proofOf(verdict.numbers, verdict.unit) }),
  };
}

/**
 * `0.95 % to 1.8 % (95 %), at most 1.8 %, odds 218 of 200`; of latencies and levels the share beyond the limit, of
 * latencies after what the value lies between.
 */
function proofOf(
  { interval: [low, high], candidateBetween, upper, odds, oddsNeeded }: VerdictNumbers,
  unit: Verdict['unit'],
): string {
  const between = candidateBetween ? `${betweenText(candidateBetween, unit)} (95 %), ` : '';
  const of = unit === 'ratio' ? '' : `${between}beyond the limit `;
  return `${of}${shareText(low)} to ${shareText(high)} (95 %), at most ${shareText(upper)}, odds ${size(odds)} of ${size(oddsNeeded)}`;
}

function betweenText({ low, high }: QuantileInterval, unit: Verdict['unit']): string {
  if (low === undefined) return `at most ${amount(high, unit)}`;
  return high === undefined
    ? `${amount(low, unit)} or more`
    : `${amount(low, unit)} to ${amount(high, unit)}`;
}

function size(odds: number): string {
  return odds >= 1e6 ? '> 1e6' : String(Math.floor(odds));
}

function amount(value: number | undefined, unit: Verdict['unit']): string {
  if (value === undefined) return '–';
  if (unit === 'ratio') return `${(value * 100).toFixed(2)} %`;
  if (unit === 'µs') return `${(value / 1000).toFixed(1)} ms`;
  if (unit === 'sd') return `${value.toFixed(2)} SD`;
  return String(Number(value.toPrecision(4)));
}

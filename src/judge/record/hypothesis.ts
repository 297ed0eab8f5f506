import { duration, percent, quantity } from '../figures';
import { allowedAbove, type Gate, type LatencyGate, type LevelGate, type RatioGate } from '../gate';
import { name as latencyName } from '../latency-verdict';
import type { Observations } from '../observation';
import { names as badAnswers } from '../ratio-verdict';

/** The rule as a team means it: what takes the candidate back. */
export function ruleOf(gate: Gate): string {
  switch (gate.kind) {
    case 'ratio':
      return `${badAnswers[gate.metric]} > ${ratioLimit(gate)} of the candidate's requests -> take it back`;
    case 'latency':
      return `${latencyName(gate)} > ${latencyLimit(gate)} -> take it back`;
    case 'level':
      return `${gate.stat} of ${gate.metric} outside ${levelLimit(gate)} -> take it back`;
    case 'split':
      return 'requests not split as the weights say -> no verdict';
  }
}

/** What is taken to be true until the counts prove otherwise, in one sentence. */
export function hypothesisOf(gate: Gate, observations: Observations): string {
  const { thresholdMicros, plannedShare } = observations;
  switch (gate.kind) {
    case 'ratio':
      return `At most ${ratioLimit(gate)} of the candidate's requests are ${badAnswers[gate.metric]}.`;
    case 'latency':
      return thresholdMicros === undefined
        ? `The candidate's ${latencyName(gate)} is at most ${latencyLimit(gate)}.`
        : `At most ${percent(allowedAbove(gate))} of the candidate's requests take longer than ${duration(thresholdMicros)}, which is to say that its ${latencyName(gate)} is at most ${latencyLimit(gate)}.`;
    case 'level':
      return `In a typical period ${gate.stat} of the candidate's ${gate.metric} is ${levelLimit(gate)}.`;
    case 'split':
      return `Of production's requests ${percent(plannedShare ?? 0)} reach the candidate, as the weights say.`;
  }
}

function ratioLimit({ metric, limit }: RatioGate): string {
  return metric === 'Invocation4XXErrors'
    ? `the stable's share + ${percent(limit)}`
    : percent(limit);
}

function latencyLimit({ increase, max }: LatencyGate): string {
  return either([
    ...(increase === undefined ? [] : [`the stable's + ${percent(increase)}`]),
    ...(max === undefined ? [] : [duration(max)]),
  ]);
}

function levelLimit({ min, max, increase }: LevelGate): string {
  return either([
    ...(min === undefined ? [] : [`at least ${quantity(min)}`]),
    ...(max === undefined ? [] : [`at most ${quantity(max)}`]),
    ...(increase === undefined ? [] : [`at most the stable's + ${percent(increase)}`]),
  ]);
}

function either(limits: readonly string[]): string {
  return limits.length > 0 ? limits.join(' and ') : 'no limit';
}

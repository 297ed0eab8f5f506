import type { Gate } from '../../../src/judge/gate';
import type { Observations } from '../../../src/judge/observation';
import { hypothesisOf, ruleOf } from '../../../src/judge/record/hypothesis';
import { bake, fiveHundreds, fourHundreds, median, tail } from '../story';
import { cpu, split } from './made-record';

const absolute = { ...tail, increase: undefined, max: 250_000 };

test.each<[Gate, string]>([
  [fiveHundreds, "5XX answers > 0.1 % of the candidate's requests"],
  [
    { ...fiveHundreds, metric: 'InvocationModelErrors', limit: 0.002 },
    "model errors > 0.2 % of the candidate's requests",
  ],
  [fourHundreds, "4XX answers > the stable's share + 1 % of the candidate's requests"],
  [tail, "p99 of ModelLatency > the stable's + 20 %"],
  [absolute, 'p99 of ModelLatency > 250 ms'],
  [{ ...median, max: 250_000 }, "median of ModelLatency > the stable's + 20 % and 250 ms"],
  [{ ...tail, increase: undefined }, 'p99 of ModelLatency > no limit'],
  [cpu, 'Average of CPUUtilization outside at most 80'],
  [{ ...cpu, max: undefined, min: 5 }, 'Average of CPUUtilization outside at least 5'],
  [
    { ...cpu, max: undefined, increase: 0.1 },
    "Average of CPUUtilization outside at most the stable's + 10 %",
  ],
  [
    { ...cpu, min: 5, increase: 0.1 },
    "Average of CPUUtilization outside at least 5 and at most 80 and at most the stable's + 10 %",
  ],
])('%j in words', (gate, rule) => {
  expect(ruleOf(gate)).toBe(`${rule} -> take it back`);
});

test('a split takes nobody back', () => {
  expect(ruleOf(split)).toBe('requests not split as the weights say -> no verdict');
});

test.each<[Gate, Partial<Observations>, string]>([
  [fiveHundreds, {}, "At most 0.1 % of the candidate's requests are 5XX answers."],
  [
    fourHundreds,
    {},
    "At most the stable's share + 1 % of the candidate's requests are 4XX answers.",
  ],
  [tail, {}, "The candidate's p99 of ModelLatency is at most the stable's + 20 %."],
  [
    absolute,
    { thresholdMicros: 250_000 },
    "At most 1 % of the candidate's requests take longer than 250 ms, which is to say that its p99 of ModelLatency is at most 250 ms.",
  ],
  [cpu, {}, "In a typical period Average of the candidate's CPUUtilization is at most 80."],
  [
    split,
    { plannedShare: 0.05 },
    "Of production's requests 5 % reach the candidate, as the weights say.",
  ],
  [split, {}, "Of production's requests 0 % reach the candidate, as the weights say."],
])('what is held of %j and %j until disproved', (gate, seen, hypothesis) => {
  expect(hypothesisOf(gate, bake([], seen))).toBe(hypothesis);
});

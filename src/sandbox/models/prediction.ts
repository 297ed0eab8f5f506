import type { Behaviour } from './named-behaviours';
import type { Age } from './behaviours/age';
import { answerOf, type Answer } from './behaviours/answer';
import { failureOf } from './behaviours/failure';
import { latencyOf } from './behaviours/latency';
import { scoreOf } from './behaviours/score';

export interface Prediction extends Answer {
  readonly status: number;
  readonly latencyMs: number;
}

/** One answer of a model of some age: score from the input alone, luck from `random` (0 to 1). */
export function predict(
  behaviour: Behaviour,
  input: Buffer,
  random: () => number,
  age: Age,
): Prediction {
  const latencyMs = latencyOf(behaviour, age, random);
  const failure = failureOf(behaviour, input, age, random());
  if (failure !== undefined) {
    const { status, error } = failure;
    return { ...refusal(error), status, latencyMs };
  }
  return { ...answerOf(behaviour, scoreOf(behaviour, input, age)), status: 200, latencyMs };
}

/** An error as a model writes it. */
export function refusal(error: string): Answer {
  return { contentType: 'application/json', body: JSON.stringify({ error }) };
}

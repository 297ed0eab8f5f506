import type { Answer } from '../../../src/judge/answers/answer';
import { answerSpec, type AnswerSpec } from '../../../src/judge/answers/answer-spec';
import type { AnswersGate } from '../../../src/judge/answers/answers-gate';
import { addPair, emptyTally, type AnswersTally } from '../../../src/judge/answers/answers-tally';
import type { Pair } from '../../../src/judge/answers/pairing';

export const noon = Date.parse('2026-01-05T12:00:00.000Z');
export const minute = 60_000;
export const end = { final: true } as const;

/** Fraud scores with a label, in slices by country. */
export const labels: AnswerSpec = answerSpec({
  form: {
    kind: 'classification',
    label: { path: '$.label' },
    score: { path: '$.score' },
    tolerance: { absolute: 0.01, relative: 0 },
  },
  slices: [{ name: 'country', from: { path: '$.country' } }],
  facets: [{ name: 'gender', from: { path: '$.gender' } }],
  outcome: { label: 'fraud' },
});

export const prices: AnswerSpec = answerSpec({
  form: {
    kind: 'regression',
    score: { path: '$.price' },
    tolerance: { absolute: 0.01, relative: 0.001 },
  },
});

export function gateOf(spec: AnswerSpec): AnswersGate {
  return {
    kind: 'answers',
    id: 'answers',
    spec,
    alpha: 0.001,
    minimum: { pairs: 368, periods: 10 },
  };
}

const shape = '$ object\n$.label string\n$.score number';

/** One readable answer with a label. */
export function said(label: string, more: Partial<Answer> = {}): Answer {
  return { at: noon, label, shape, slices: {}, facets: {}, ...more };
}

export function pairOf(id: string, candidate: Answer, stable: Answer): Pair {
  return { id, candidate, stable };
}

/** A tally of these pairs, as one of the pairing would be. */
export function tallyOfPairs(spec: AnswerSpec, pairs: readonly Pair[]): AnswersTally {
  const tally = emptyTally();
  for (const pair of pairs) {
    tally.records.candidate += 1;
    tally.records.stable += 1;
    tally.pairing.pairs += 1;
    addPair(tally, spec, pair);
  }
  return tally;
}

/** Pairs over half an hour, of which the indexed ones disagree. */
export function manyPairs(n: number, differs: (index: number) => boolean): Pair[] {
  return Array.from({ length: n }, (_, index) => {
    const at = noon + Math.floor((30 * index) / n) * minute;
    const candidate = said(differs(index) ? 'fraud' : 'good', { at });
    return pairOf(`id-${index}`, candidate, said('good', { at }));
  });
}

/** A line of a capture file as AWS documents it. */
export function captureLine(given: {
  readonly id?: string;
  readonly at?: number;
  readonly input?: unknown;
  readonly output: unknown;
}): string {
  const { id, at = noon, input, output } = given;
  const side = (mode: string, data: unknown) => ({
    observedContentType: 'application/json',
    mode,
    data: typeof data === 'string' ? data : JSON.stringify(data),
    encoding: 'JSON',
  });
  return JSON.stringify({
    captureData: {
      ...(input !== undefined && { endpointInput: side('INPUT', input) }),
      endpointOutput: side('OUTPUT', output),
    },
    eventMetadata: {
      eventId: 'a7c5ba1b-1b7e-4c4d-9a52-6ef5b3d0a001',
      ...(id !== undefined && { inferenceId: id }),
      inferenceTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    },
    eventVersion: '0',
  });
}

import type { Behaviour } from '../named-behaviours';

export interface Answer {
  readonly contentType: string;
  readonly body: string;
}

/** A score in the form the model answers in; a changed form is what breaks those who read it. */
export function answerOf({ shape }: Pick<Behaviour, 'shape'>, score: number): Answer {
  const shown = score.toFixed(6);
  switch (shape) {
    case 'score':
      return { contentType: 'application/json', body: `{"score":${shown}}` };
    case 'nested':
      return {
        contentType: 'application/json',
        body: `{"prediction":{"label":"${score >= 0.5 ? 'fraud' : 'good'}","probability":${shown}}}`,
      };
    case 'csv':
      return { contentType: 'text/csv; charset=utf-8', body: shown };
  }
}

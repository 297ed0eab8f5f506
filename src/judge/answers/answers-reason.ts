/** Why a comparison of answers says what it says, beside the reasons it shares with metrics. */
export type AnswersReason = AnswersFailReason | AnswersInconclusiveReason;

export type AnswersFailReason = 'answers-differ' | 'slice-differs' | 'schema-violated';

export type AnswersInconclusiveReason =
  | 'unpaired'
  | 'captures-unreadable'
  | 'too-few-pairs'
  | 'unreadable-answers'
  | 'slice-suspected'
  | 'schema-suspected'
  | 'schema-unlearned'
  | 'unusable-spec';

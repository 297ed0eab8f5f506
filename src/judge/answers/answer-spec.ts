/** Where a value stands: an RFC 9535 JSONPath, or a column of CSV counted from 0. */
export type Place = { readonly path: string } | { readonly column: number };

/** What an answer of the model is, and when two of them agree. */
export type AnswerForm =
  | {
      readonly kind: 'classification';
      /** Agree: the same label. */
      readonly label: Place;
      /** Compared for the report only. */
      readonly score?: Place;
      readonly tolerance?: Tolerance;
    }
  | {
      readonly kind: 'regression';
      /** Agree: within the tolerance. */
      readonly score: Place;
      readonly tolerance: Tolerance;
    }
  | {
      readonly kind: 'ranking';
      /** The ranked items, best first: a path to a list or to each item, or a column of all rows. */
      readonly list: Place;
      readonly agreeBy: RankRule;
    }
  | {
      readonly kind: 'opaque';
      /** Agree: the same values at all of these paths; absent: of the whole answer. */
      readonly paths?: readonly string[];
      /** Of numbers in them. */
      readonly tolerance?: Tolerance;
    };

/** Two numbers agree when |a - b| is at most `absolute` or `relative` times the larger of |a| and |b|. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** Both look at the first `depth` items only. */
export type RankRule =
  /** Share of the items that both lists have. */
  | { readonly by: 'overlap'; readonly depth: number; readonly least: number }
  /** Kendall's tau, -1 to 1. */
  | { readonly by: 'kendall'; readonly depth: number; readonly least: number };

/** A part of the traffic, by a value of the request. */
export interface Slice {
  readonly name: string;
  readonly from: Place;
  /** Ascending limits that make ranges of a number: without them each value is a slice of its own. */
  readonly edges?: readonly number[];
}

/** What a facet's rate counts: answers with this label, or with at least this score. */
export type Outcome = { readonly label: string } | { readonly scoreFrom: number };

/** A path that every answer must have, with the types it may be of. */
export interface RequiredPath {
  /** As `$.items[*].price`. */
  readonly path: string;
  readonly types: readonly JsonType[];
}
export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** How the answers of candidate and stable to the same requests are compared. */
export interface AnswerSpec {
  readonly form: AnswerForm;
  /** Share of the pairs that must agree. */
  readonly required: number;
  /** Share that must agree within every slice. */
  readonly sliceRequired: number;
  readonly slices: readonly Slice[];
  readonly facets: readonly Slice[];
  /** Needed where there are facets. */
  readonly outcome?: Outcome;
  /** `learned`: all that the stable's answers have. */
  readonly schema: 'learned' | readonly RequiredPath[];
  /** Largest allowed share of answers of the candidate that violate the schema. */
  readonly schemaLimit: number;
  /** Disagreements are counted by periods of this length: bad luck that comes in bursts proves less. */
  readonly periodSeconds: number;
  /** For so many whole periods an answer waits for that of the other arm; then it is unmatched. */
  readonly waitPeriods: number;
}

/** What holds where a team says nothing: 99 % agree, the schema is as strict as the limit of 5XX. */
export const answerDefaults = {
  required: 0.99,
  schema: 'learned',
  schemaLimit: 0.001,
  slices: [],
  facets: [],
  periodSeconds: 60,
  waitPeriods: 3,
} as const satisfies Partial<AnswerSpec>;

/** What each slice must agree in where the whole must in `required`: a slice may have twice the disagreement. */
export function sliceRequirement(required: number): number {
  return 1 - 2 * (1 - required);
}

/** The spec with all that a team left out. */
export function answerSpec(
  given: Pick<AnswerSpec, 'form'> & Partial<Omit<AnswerSpec, 'form'>>,
): AnswerSpec {
  const required = given.required ?? answerDefaults.required;
  return { ...answerDefaults, sliceRequired: sliceRequirement(required), ...given, required };
}

/** What is wrong with the numbers of a spec: a percentage for a share, a length of nothing. */
export function numberFaults(spec: AnswerSpec): string[] {
  const { required, sliceRequired, schemaLimit, periodSeconds, waitPeriods, form } = spec;
  const tolerance = 'tolerance' in form ? form.tolerance : undefined;
  const faults = [
    !(required > 0 && required < 1) && `required ${required} is not a share between 0 and 1`,
    !(sliceRequired >= 0 && sliceRequired < 1) && `sliceRequired ${sliceRequired} is not a share`,
    !(schemaLimit >= 0 && schemaLimit < 1) && `schemaLimit ${schemaLimit} is not a share`,
    !(periodSeconds > 0 && periodSeconds <= 86_400) &&
      `periodSeconds ${periodSeconds} is no period`,
    !(waitPeriods >= 0 && waitPeriods <= 100) && `waitPeriods ${waitPeriods} is not 0 to 100`,
    tolerance &&
      !(tolerance.absolute >= 0 && tolerance.relative >= 0) &&
      'a tolerance is not a number from 0 on',
    form.kind === 'ranking' &&
      !(form.agreeBy.depth >= 1 && form.agreeBy.depth <= 100) &&
      `depth ${form.agreeBy.depth} of the ranking is not 1 to 100`,
  ];
  return faults.filter((fault) => typeof fault === 'string');
}

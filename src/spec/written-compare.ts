import { z } from 'zod';
import type { CompareSpec } from '../release/spec';
import { defaults } from './defaults';
import { limits } from './limits';
import { s3Prefix, sliceName } from './names';
import { jsonPath, writtenOutcome, writtenPlace, writtenTolerance } from './place';
import { isMapping, list, members, pass, refuse, scalar } from './reader';
import { duration, percent } from './units';
import { choice, number, whole } from './values';

const { compare: unsaid } = defaults;
const place = scalar(writtenPlace);
const tolerance = scalar(writtenTolerance);

const slice = members({
  name: scalar(sliceName),
  at: place,
  edges: list(scalar(number(limits.edge)), limits.edges, 'Use [100, 1000].').optional(),
}).transform(({ name, at, edges }) => ({ name, from: at, ...(edges && { edges }) }));

const slices = list(
  slice,
  limits.slices,
  'Use [{ name: channel, at: $.channel }], for numbers with edges: [100, 1000].',
).default([]);

const common = {
  agreement: scalar(percent(limits.agreement)).default(unsaid.agreement),
  slices,
  facets: slices,
  outcome: scalar(writtenOutcome).optional(),
  captures: scalar(s3Prefix),
  settle: scalar(duration(limits.settle)).default(unsaid.settleSeconds),
};

const shapes = {
  classification: members({
    kind: scalar(choice('classification')),
    label: place,
    score: place.optional(),
    tolerance: tolerance.optional(),
    labels: scalar(s3Prefix).optional(),
    ...common,
  }),
  regression: members({ kind: scalar(choice('regression')), score: place, tolerance, ...common }),
  ranking: members({
    kind: scalar(choice('ranking')),
    list: place,
    top: scalar(whole(limits.top)),
    overlap: scalar(percent(limits.overlap)).optional(),
    tau: scalar(number(limits.tau)).optional(),
    ...common,
  }),
  opaque: members({
    kind: scalar(choice('opaque')),
    paths: list(scalar(jsonPath), limits.paths, 'Use [$.decision, $.items[*].id].').optional(),
    tolerance: tolerance.optional(),
    ...common,
  }),
};

type Written = z.output<(typeof shapes)[keyof typeof shapes]>;

/** `compare:` below `shadow:`; which keys there are follows from `kind`. */
export const writtenCompare = z.unknown().transform((value, context): CompareSpec => {
  if (!isMapping(value))
    return refuse(context, 'is not a mapping', 'Use { kind: regression, score: $.score, … }.');
  const kinds = choice('classification', 'regression', 'ranking', 'opaque');
  const kind = kinds.read(value.kind);
  if (typeof kind !== 'string') {
    const missing = value.kind === undefined ? 'is missing' : kind.refused;
    return refuse(context, missing, kind.use ?? kinds.use, ['kind']);
  }
  const result = shapes[kind].safeParse(value);
  if (!result.success) return pass(context, result.error);
  const { agreement, slices, facets, outcome, captures, settle } = result.data;
  return {
    form: formOf(result.data),
    agreement,
    slices,
    facets,
    ...(outcome && { outcome }),
    captures,
    ...('labels' in result.data &&
      result.data.labels !== undefined && { labels: result.data.labels }),
    settleSeconds: settle,
  };
});

function formOf(written: Written): CompareSpec['form'] {
  switch (written.kind) {
    case 'classification': {
      const { kind, label, score, tolerance } = written;
      return { kind, label, ...(score && { score }), ...(tolerance && { tolerance }) };
    }
    case 'regression':
      return { kind: written.kind, score: written.score, tolerance: written.tolerance };
    case 'ranking': {
      const { kind, list, top: depth, overlap = unsaid.overlap, tau } = written;
      const agreeBy =
        tau === undefined
          ? ({ by: 'overlap', depth, least: overlap } as const)
          : ({ by: 'kendall', depth, least: tau } as const);
      return { kind, list, agreeBy };
    }
    case 'opaque': {
      const { kind, paths, tolerance } = written;
      return { kind, ...(paths && { paths }), ...(tolerance && { tolerance }) };
    }
  }
}

import { z } from 'zod';
import type { CompareSpec } from '../release/spec';
import { limits } from './limits';
import { s3Prefix, sliceName } from './names';
import { distance, jsonPath, parsedOutcome, parsedPlace } from './place';
import { isMapping, list, members, pass, refuse, scalar } from './reader';
import { choice, number, whole } from './values';

const place = scalar(parsedPlace);
const tolerance = members({ absolute: scalar(distance), relative: scalar(distance) });

const rankRule = members({
  by: scalar(choice('overlap', 'kendall')),
  depth: scalar(whole(limits.top)),
  least: scalar(number(limits.tau)),
});

const forms = {
  classification: members({
    kind: scalar(choice('classification')),
    label: place,
    score: place.optional(),
    tolerance: tolerance.optional(),
  }),
  regression: members({ kind: scalar(choice('regression')), score: place, tolerance }),
  ranking: members({ kind: scalar(choice('ranking')), list: place, agreeBy: rankRule }),
  opaque: members({
    kind: scalar(choice('opaque')),
    paths: list(scalar(jsonPath), limits.paths, 'Use a list of JSONPaths.').optional(),
    tolerance: tolerance.optional(),
  }),
};

const form = z.unknown().transform((value, context): CompareSpec['form'] => {
  const kinds = choice('classification', 'regression', 'ranking', 'opaque');
  const kind = isMapping(value) ? kinds.read(value.kind) : undefined;
  if (typeof kind !== 'string')
    return refuse(context, 'has no kind of answers', kinds.use, isMapping(value) ? ['kind'] : []);
  const result = forms[kind].safeParse(value);
  return result.success ? result.data : pass(context, result.error);
});

const slices = list(
  members({
    name: scalar(sliceName),
    from: place,
    edges: list(scalar(number(limits.edge)), limits.edges, 'Use a list of numbers.').optional(),
  }),
  limits.slices,
  'Use a list of slices.',
);

/** `shadow.compare` as it crosses Temporal. */
export const parsedCompare = members({
  form,
  agreement: scalar(number(limits.agreement)),
  slices,
  facets: slices,
  outcome: scalar(parsedOutcome).optional(),
  captures: scalar(s3Prefix),
  labels: scalar(s3Prefix).optional(),
  settleSeconds: scalar(whole(limits.settle)),
});

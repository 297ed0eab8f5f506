import { keyOf } from '../answers/counts';
import type { Histogram } from '../answers/log-linear-histogram';
import type { Baseline, BaselineFeature, CategoryCounts, NumberCounts } from './baseline';
import { countIn, isGiven, numberIn, partOf, partsOf, textIn, type JsonPart } from './json-part';
import { readRules } from './read-rules';

/** A deviation this small beside the mean is rounding: the feature is constant. */
const rounding = 1e-7;

/**
 * The baseline in `statistics.json` and `constraints.json`, as parsed JSON, whoever wrote them. Parts that are not
 * there or contradict themselves are named in `missing`; nothing readable at all is a baseline without features.
 */
export function readBaseline(statistics: unknown, constraints?: unknown): Baseline {
  const missing: string[] = [];
  const root: JsonPart = { value: statistics, at: '' };
  const rules: JsonPart = { value: constraints, at: 'constraints' };
  const count = partOf(partOf(root, 'dataset'), 'item_count');
  const rows = countIn(count);
  if (rows === undefined) missing.push(count.at);
  const common = readRules(partOf(rules, 'monitoring_config'), missing);
  const constrained = byName(partOf(rules, 'features'));
  const described = byName(partOf(root, 'features'));
  if (described.size === 0) missing.push('features');
  const none: JsonPart = { value: undefined, at: 'constraints' };
  const features = [...described].map(([name, part]): BaselineFeature => {
    const own = constrained.get(name) ?? none;
    const overrides = partOf(own, 'monitoringConfigOverrides');
    return {
      ...valuesOf({ ...part, at: name }, missing),
      ...constraintsOf(own),
      name,
      rules: readRules(overrides, missing, common),
    };
  });
  // A feature that is constrained alone can still be looked for.
  const more = [...constrained]
    .filter(([name]) => !described.has(name))
    .map(([name, own]): BaselineFeature => {
      missing.push(`${name} in statistics`);
      return { type: 'unknown', ...constraintsOf(own), name, rules: common };
    });
  return { rows: rows ?? 0, features: [...features, ...more], missing };
}

function byName(list: JsonPart): ReadonlyMap<string, JsonPart> {
  const named = new Map<string, JsonPart>();
  for (const part of partsOf(list) ?? []) {
    const name = textIn(partOf(part, 'name'));
    if (name !== undefined) named.set(keyOf(name), part);
  }
  return named;
}

type Values = Pick<
  BaselineFeature,
  'type' | 'moments' | 'numbers' | 'categories' | 'chunks' | 'completeness'
>;

function valuesOf(feature: JsonPart, missing: string[]): Values {
  const [numerical, strings] = [
    partOf(feature, 'numerical_statistics'),
    partOf(feature, 'string_statistics'),
  ];
  const [own, type] = isGiven(numerical)
    ? ([
        numerical,
        textIn(partOf(feature, 'inferred_type')) === 'Integral' ? 'whole' : 'number',
      ] as const)
    : ([strings, isGiven(strings) ? 'text' : 'unknown'] as const);
  const [present, absent] = ['num_present', 'num_missing'].map((key) =>
    countIn(partOf(partOf(own, 'common'), key)),
  );
  const known = present !== undefined && absent !== undefined && present + absent > 0;
  const completeness = known ? present / (present + absent) : undefined;
  if (completeness === undefined && type !== 'unknown') missing.push(`${feature.at}.common`);
  const shares = { ...(completeness !== undefined && { completeness }) };
  if (type === 'unknown') return { type, ...shares };
  if (type === 'text') {
    const categories = categoriesOf(own, present);
    if (!categories) missing.push(`${feature.at}.distribution.categorical`);
    return { type, ...shares, ...(categories && { categories }) };
  }
  const [moments, numbers, chunks] = [momentsOf(own), numbersOf(own), chunksOf(own)];
  if (!moments) missing.push(`${feature.at}.mean and std_dev`);
  if (!numbers) missing.push(`${feature.at}.distribution.kll.buckets`);
  return {
    type,
    ...shares,
    ...(moments && { moments }),
    ...(numbers && { numbers }),
    ...(chunks && { chunks }),
  };
}

function momentsOf(own: JsonPart): BaselineFeature['moments'] {
  const n = countIn(partOf(partOf(own, 'common'), 'num_present'));
  const [mean, sd] = [numberIn(partOf(own, 'mean')), numberIn(partOf(own, 'std_dev'), 0)];
  if (n === undefined || n < 2 || mean === undefined || sd === undefined) return undefined;
  return { n, mean, sd: sd > rounding * Math.abs(mean) ? sd : 0 };
}

function numbersOf(own: JsonPart): NumberCounts | undefined {
  const distribution = partOf(own, 'distribution');
  const bins = partOf(partOf(distribution, 'log_linear'), 'bins');
  if (isGiven(bins)) {
    const counts = bins.value as Histogram;
    const sound = Object.keys(counts).every(
      (bin) => Number.isInteger(Number(bin)) && countIn(partOf(bins, bin)) !== undefined,
    );
    return sound && Object.values(counts).some((held) => held > 0)
      ? { histogram: counts }
      : undefined;
  }
  const buckets = partsOf(partOf(partOf(distribution, 'kll'), 'buckets')) ?? [];
  const edges = [...buckets.slice(0, 1).map((part) => numberIn(partOf(part, 'lower_bound')))];
  edges.push(...buckets.map((part) => numberIn(partOf(part, 'upper_bound'))));
  // KLL counts are estimates, not always whole.
  const counts = buckets.map((part) => numberIn(partOf(part, 'count'), 0, Number.MAX_SAFE_INTEGER));
  const rising = edges.every(
    (edge, index) => edge !== undefined && (index === 0 || edge >= edges[index - 1]!),
  );
  const sound =
    rising && counts.every((count) => count !== undefined) && counts.some((count) => count > 0);
  return sound ? { edges: edges.map(Number), counts: counts.map(Number) } : undefined;
}

function chunksOf(own: JsonPart): BaselineFeature['chunks'] {
  const chunks = partOf(own, 'chunks');
  const count = countIn(partOf(chunks, 'count'));
  const [mean, sd] = [numberIn(partOf(chunks, 'mean')), numberIn(partOf(chunks, 'std_dev'), 0)];
  return count === undefined || mean === undefined || sd === undefined
    ? undefined
    : { count, mean, sd };
}

function categoriesOf(own: JsonPart, present = 0): CategoryCounts | undefined {
  const categorical = partOf(partOf(own, 'distribution'), 'categorical');
  const counts = new Map<string, number>();
  for (const part of partsOf(partOf(categorical, 'buckets')) ?? []) {
    const [name, held] = [textIn(partOf(part, 'value')), countIn(partOf(part, 'count'))];
    if (name === undefined || held === undefined) return undefined;
    counts.set(keyOf(name), (counts.get(keyOf(name)) ?? 0) + held);
  }
  const listed = [...counts.values()].reduce((sum, held) => sum + held, 0);
  if (listed === 0) return undefined;
  const beyond = countIn(partOf(categorical, 'other'));
  if (beyond !== undefined && beyond > 0) return { counts, other: beyond, kept: 'first' };
  const other = Math.max(0, present - listed);
  return { counts, other, kept: other > 0 ? 'some' : 'all' };
}

function constraintsOf(
  own: JsonPart,
): Pick<BaselineFeature, 'nonNegative' | 'completeness' | 'domain'> {
  const completeness = numberIn(partOf(own, 'completeness'), 0, 1);
  const domains = partsOf(partOf(partOf(own, 'string_constraints'), 'domains'))?.map(textIn);
  const domain = domains?.flatMap((name) => (name === undefined ? [] : [keyOf(name)]));
  return {
    nonNegative: partOf(partOf(own, 'num_constraints'), 'is_non_negative').value === true,
    ...(completeness !== undefined && { completeness }),
    ...(domain && domain.length > 0 && { domain: new Set(domain) }),
  };
}

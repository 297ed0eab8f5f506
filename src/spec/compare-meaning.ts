import type { CompareSpec } from '../release/spec';
import type { Draft } from './draft';
import type { Finding } from './fault';
import { repeated, wrong } from './finding';

/** What is wrong between the parts of a comparison of answers. */
export function compareFindings({ shadow }: Draft): Finding[] {
  const { compare } = shadow ?? {};
  if (!compare) return [];
  const path = ['shadow', 'compare'];
  return [
    ...(['slices', 'facets'] as const).flatMap((parts) => [
      ...repeated(compare[parts], [...path, parts], ({ name }) => name, 'slice'),
      ...compare[parts].flatMap(({ edges = [] }, index) =>
        edges.every((edge, at) => at === 0 || edge > Number(edges[at - 1]))
          ? []
          : [
              wrong(
                [...path, parts, index, 'edges'],
                'are not in ascending order',
                'Use [100, 1000].',
              ),
            ],
      ),
    ]),
    ...outcomeFindings(compare, path),
    ...labelFindings(compare, path),
  ];
}

function labelFindings({ form, labels }: CompareSpec, path: readonly string[]): Finding[] {
  if (labels === undefined || form.kind === 'classification') return [];
  return [
    wrong(
      [...path, 'labels'],
      `say which class was right, and ${form.kind} has no classes`,
      'Remove `labels`, or compare with `kind: classification`.',
    ),
  ];
}

function outcomeFindings({ facets, outcome }: CompareSpec, path: readonly string[]): Finding[] {
  if (facets.length > 0 && !outcome)
    return [
      wrong([...path, 'facets'], 'have no outcome whose rate is counted', 'Add `outcome: fraud`.'),
    ];
  return facets.length === 0 && outcome
    ? [
        wrong(
          [...path, 'outcome'],
          'has no facets it is counted by',
          'Add `facets`, or remove `outcome`.',
        ),
      ]
    : [];
}

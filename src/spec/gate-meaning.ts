import { planSteps } from '../release/steps';
import type { ApprovalSpec } from '../release/spec';
import type { Draft } from './draft';
import type { Finding } from './fault';
import { repeated, wrong } from './finding';
import { stepFindings } from './step-meaning';

/** Gates that nobody could pass, that share a name, or that stand before something that never comes. */
export function gateFindings(draft: Draft): Finding[] {
  const { approvals = [] } = draft;
  return [
    ...repeated(approvals, ['approvals'], ({ name }) => name, 'gate'),
    ...approvals.flatMap((approval, index) => [
      ...peopleFindings(approval, index),
      ...pointFindings(approval, index, draft),
    ]),
  ];
}

function peopleFindings({ from, count }: ApprovalSpec, index: number): Finding[] {
  const path = ['approvals', index];
  const findings = repeated(from, [...path, 'from'], (name) => name, 'name');
  if (from.length === 0 && count > 1)
    findings.push(
      wrong(
        [...path, 'count'],
        `${count} approvals are asked for, but nobody is named`,
        'Add `from: [dana@example.com, ml-leads]`.',
      ),
    );
  if (from.length > 0 && count > from.length)
    findings.push(
      wrong(
        [...path, 'count'],
        `${count} approvals are asked for, but only ${from.length} may give one`,
        'Name more people in `from` or ask for fewer.',
      ),
    );
  return findings;
}

function pointFindings({ before }: ApprovalSpec, index: number, draft: Draft): Finding[] {
  const path = ['approvals', index, 'before'];
  if (before === 'shadow' && draft.noShadow)
    return [
      wrong(path, 'there is no shadow to stand before', 'Add `shadow: 24h`, or use traffic.'),
    ];
  if (before === 'final' && draft.finish === 'keep-both')
    return [
      wrong(path, 'with finish: keep-both there is no final configuration', 'Use watch or a step.'),
    ];
  if (typeof before === 'string' || !draft.steps || stepFindings(draft.steps).length > 0) return [];
  const count = planSteps({ steps: draft.steps }).length;
  if (before.step <= count) return [];
  return [
    wrong(
      path,
      `there is no step ${before.step}: the release has ${count}`,
      `Use step ${count} or an earlier one, watch or final.`,
    ),
  ];
}

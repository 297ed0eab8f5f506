import type { CheckSpec } from '../release/spec';
import { compareFindings } from './compare-meaning';
import type { Draft } from './draft';
import type { Finding, Path } from './fault';
import { repeated, wrong } from './finding';
import { gateFindings } from './gate-meaning';
import { kindOf, metricText } from './metric';
import { readsVariant } from './own-metric';
import { stepFindings } from './step-meaning';
import { windowFindings } from './window-meaning';

/** What no single value can show: what is wrong between the parts of a spec, as far as they could be read. */
export function meaningFindings(draft: Draft): Finding[] {
  return [
    ...repeated(draft.alarms ?? [], ['alarms'], (alarm) => alarm, 'alarm'),
    ...repeated(draft.checks ?? [], ['checks'], metricText, 'check'),
    ...(draft.checks ?? []).flatMap(limitFindings),
    ...stepFindings(draft.steps ?? []),
    ...windowFindings(draft),
    ...compareFindings(draft),
    ...gateFindings(draft),
  ];
}

function limitFindings(check: CheckSpec, index: number): Finding[] {
  const path = ['checks', index];
  const kind = kindOf(check.metric);
  if (kind === 'level') return levelFindings(check, path);
  if (check.min !== undefined)
    return [wrong([...path, 'min'], `${metricText(check)} has no lower limit`, 'Leave `min` out.')];
  if (kind === 'latency')
    return check.max === undefined && check.increase === undefined
      ? [wrong(path, 'a latency needs a limit', 'Add `increase: 20%` or `max: 300ms`.')]
      : [];
  if (check.increase !== undefined)
    return [
      wrong(
        [...path, 'increase'],
        `${metricText(check)} has no increase to measure`,
        'Use `max: 0.1%`; an increase is for latencies.',
      ),
    ];
  return check.max === undefined
    ? [wrong(path, `${metricText(check)} needs a limit`, 'Add `max: 0.1%`.')]
    : [];
}

/** A resource of the instances, or a metric that a team publishes: one value a period, no requests. */
function levelFindings(check: CheckSpec, path: Path): Finding[] {
  const { metric, max, min, increase, minRequests } = check;
  const name = metricText(check);
  if (minRequests !== undefined)
    return [wrong([...path, 'atLeast'], `${name} counts no requests`, 'Leave `atLeast` out.')];
  if (max === undefined && min === undefined && increase === undefined)
    return [wrong(path, `${name} needs a limit`, 'Add `max: 320` or `increase: 20%`.')];
  if (max !== undefined && min !== undefined && min > max)
    return [wrong([...path, 'min'], `${min} is more than the \`max\` of ${max}`, 'Use less.')];
  if (increase !== undefined && typeof metric !== 'string' && !readsVariant(metric))
    return [
      wrong(
        [...path, 'increase'],
        `${name} is the same for both variants, so nothing increases`,
        'Give it a dimension with "{variant}", or use `max` or `min`.',
      ),
    ];
  return [];
}

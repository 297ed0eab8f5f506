import type { CheckSpec } from '../release/spec';
import type { Draft } from './draft';
import type { Finding } from './fault';
import { repeated, wrong } from './finding';
import { gateFindings } from './gate-meaning';
import { isLatency, metricText } from './metric';
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
    ...gateFindings(draft),
  ];
}

function limitFindings(check: CheckSpec, index: number): Finding[] {
  const path = ['checks', index];
  if (isLatency(check.metric))
    return check.max === undefined && check.increase === undefined
      ? [wrong(path, 'a latency needs a limit', 'Add `increase: 20%` or `max: 300ms`.')]
      : [];
  if (check.increase !== undefined)
    return [
      wrong(
        [...path, 'increase'],
        `${check.metric} has no increase to measure`,
        'Use `max: 0.1%`; an increase is for latencies.',
      ),
    ];
  return check.max === undefined
    ? [wrong(path, `${check.metric} needs a limit`, 'Add `max: 0.1%`.')]
    : [];
}

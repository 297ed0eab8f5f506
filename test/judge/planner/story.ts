import type { LevelGate } from '../../../src/judge/gate';
import type { Outlook, PlannedWindow } from '../../../src/judge/planner/planned-window';

export const cpu: LevelGate = {
  kind: 'level',
  id: 'cpu',
  metric: 'CPUUtilization',
  stat: 'Average',
  max: 80,
  minimum: { requests: 0, periods: 1 },
  alpha: 0.001,
};

/** Half an hour at 5 %. */
export const step: PlannedWindow = {
  title: 'step 1',
  percent: 5,
  mirrored: false,
  seconds: 1800,
  afterChange: true,
};

/** An endpoint of so many requests a second, whose windows are extended. */
export const outlook = (requestsPerSecond: number, change: Partial<Outlook> = {}): Outlook => ({
  requestsPerSecond,
  periodSeconds: 60,
  extend: true,
  presentShares: {},
  ...change,
});

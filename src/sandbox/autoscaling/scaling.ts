import type { Alarms } from '../cloudwatch/alarms';
import type { Clock, MetricStore } from '../cloudwatch/metric-store';
import type { Activities } from './activities';
import type { Cooldown } from './desired-count';
import type { Policy } from './policy';
import type { ScalableVariants } from './scalable-variants';
import type { ScheduledAction } from './scheduled-action';
import type { ServiceRole } from './service-role';
import type { Underway } from './set-count';
import type { Target } from './target';

/** All of Application Auto Scaling's resources, and the systems it rests on. */
export interface Scaling {
  readonly clock: Clock;
  /** How many times faster AWS's own waiting goes: cooldowns follow it, metric periods never. */
  readonly scale: number;
  readonly targets: Map<string, Target>;
  /** By target key and name. */
  readonly policies: Map<string, Policy>;
  /** By target key and name. */
  readonly actions: Map<string, ScheduledAction>;
  /** By target key: changes that SageMaker is carrying out. */
  readonly underway: Map<string, Underway>;
  /** By target key. */
  readonly cooldowns: Map<string, Cooldown>;
  readonly activities: Activities;
  readonly variants: ScalableVariants;
  readonly role: ServiceRole;
  readonly undocumented: (what: string) => void;
  readonly alarms: Alarms;
  readonly metrics: MetricStore;
  readonly putMetricAlarm: (input: object, region: string) => void;
}
